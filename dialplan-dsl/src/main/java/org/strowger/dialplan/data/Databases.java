package org.strowger.dialplan.data;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.strowger.statemachine.Secret;
import org.strowger.statemachine.ShownUrl;

/**
 * The databases that dialplans ask, each with a pool of connections. A pool is opened when it is first needed, and a
 * database that is down keeps nothing from starting: its lookups fail. Safe on any thread; what asks it blocks.
 */
public final class Databases implements AutoCloseable {

    /**
     * A database.
     *
     * @param url JDBC's, which may hold a password
     * @param connections at most
     * @param timeout for a connection, and for an answer where a lookup names no other
     */
    public record Settings(
            Secret url, Optional<String> user, Optional<Secret> password, int connections, Duration timeout) {

        /** What a driver or a pool says, without the secrets that it repeats. */
        public String hiddenIn(String told) {
            String url = ShownUrl.of(this.url.reveal());
            String without = told.replace(this.url.reveal(), url);
            for (Secret part : secretParts()) without = part.hideIn(without);
            return without;
        }

        /** The password, and what follows the URL's path or stands before its host: a driver may quote that alone. */
        private List<Secret> secretParts() {
            List<Secret> parts = new ArrayList<>();
            password.ifPresent(parts::add);
            String written = url.reveal();
            Matcher user = USER.matcher(written);
            if (user.find()) for (String part : user.group(1).split(":", -1)) parts.add(Secret.of(part));
            String[] parameters = written.split("[?;&]", -1);
            for (int i = 1; i < parameters.length; i++)
                parts.add(Secret.of(parameters[i].substring(parameters[i].indexOf('=') + 1)));
            parts.removeIf(part -> part.reveal().length() < SHORTEST_SECRET);
            return parts;
        }
    }

    /** Where a connection comes from. */
    @FunctionalInterface
    public interface Connector {
        /**
         * A connection, to be closed by who asked for it.
         *
         * @throws SQLException if there is none
         */
        Connection connect(String name, Settings settings) throws SQLException;
    }

    private static final Pattern USER = Pattern.compile("//([^/@?#]*)@");

    /** {@code true}, {@code 1} and the like are values of parameters, too. */
    private static final int SHORTEST_SECRET = 5;

    private static final Duration SHORTEST_WAIT = Duration.ofMillis(250); // the pool's own minimum

    private final Map<String, Settings> settings;
    private final Map<String, HikariDataSource> pools = new ConcurrentHashMap<>();
    private final Connector connector;

    /** These, by name. */
    public Databases(Map<String, Settings> settings) {
        this.settings = new LinkedHashMap<>(settings);
        this.connector = this::pooled;
    }

    /** These, by name, with connections from elsewhere than the pools. */
    public Databases(Map<String, Settings> settings, Connector connector) {
        this.settings = new LinkedHashMap<>(settings);
        this.connector = connector;
    }

    /** Whether there is a driver for a URL. */
    public static boolean hasDriver(Secret url) {
        try {
            return DriverManager.getDriver(url.reveal()) != null;
        } catch (SQLException none) {
            return false;
        }
    }

    public Set<String> names() {
        return settings.keySet();
    }

    public Duration timeout(String name) {
        return known(name).timeout();
    }

    /**
     * A connection, to be closed by who asked for it.
     *
     * @throws SQLException if there is none in time
     */
    public Connection connect(String name) throws SQLException {
        return connector.connect(name, known(name));
    }

    /** What a driver says of one, without the secrets that it repeats. */
    public String hiddenIn(String name, String told) {
        return known(name).hiddenIn(told);
    }

    private Connection pooled(String name, Settings wanted) throws SQLException {
        try {
            return pools.computeIfAbsent(name, _ -> open(name, wanted)).getConnection();
        } catch (RuntimeException noDriver) { // the pool's way to say so
            throw new SQLException(wanted.hiddenIn(String.valueOf(noDriver.getMessage())));
        }
    }

    private Settings known(String name) {
        Settings known = settings.get(name);
        if (known == null) throw new IllegalArgumentException("there is no database '" + name + "'");
        return known;
    }

    private static HikariDataSource open(String name, Settings settings) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(settings.url().reveal());
        settings.user().ifPresent(config::setUsername);
        settings.password().map(Secret::reveal).ifPresent(config::setPassword);
        config.setMaximumPoolSize(settings.connections());
        config.setMinimumIdle(1);
        Duration wait = settings.timeout().compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : settings.timeout();
        config.setConnectionTimeout(wait.toMillis());
        config.setValidationTimeout(wait.toMillis());
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    @Override
    public void close() {
        pools.values().forEach(HikariDataSource::close);
        pools.clear();
    }
}
