package org.strowger.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A database of a plan under test: a real one (H2) in memory in place of that which the configuration names, empty at
 * first, in the manner of that one's kind. It can be down. Safe on any thread.
 */
public final class TestDatabase implements AutoCloseable {

    private enum Health {
        WELL,
        DOWN,
        TOO_SLOW
    }

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final String name;
    private final String url;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Health health = Health.WELL;

    /** @param live the URL of the one that the switch would ask */
    TestDatabase(String name, String live) {
        this.name = name;
        this.url = "jdbc:h2:mem:test-" + NUMBERS.incrementAndGet() + ";DB_CLOSE_DELAY=-1" + manner(live);
    }

    private static String manner(String live) {
        String kind = live.toLowerCase(Locale.ROOT);
        if (kind.startsWith("jdbc:postgresql")) return ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE";
        if (kind.startsWith("jdbc:mysql") || kind.startsWith("jdbc:mariadb"))
            return ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE";
        return "";
    }

    /**
     * Runs statements of SQL, separated by semicolons.
     *
     * @throws IllegalArgumentException with what the database says of a mistake
     */
    public TestDatabase runs(String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return this;
        } catch (SQLException mistake) {
            throw new IllegalArgumentException("database " + name + ": " + mistake.getMessage(), mistake);
        }
    }

    /**
     * Has a table of these rows, in place of one that it had: {@code holds 'numbers', [[number: '100', name: 'Ada']]}.
     * Its columns are those of the first row, as text.
     */
    public TestDatabase holds(String table, List<? extends Map<String, ?>> rows) {
        if (rows.isEmpty()) throw new IllegalArgumentException("a row says which columns '" + table + "' has");
        List<String> columns = List.copyOf(rows.getFirst().keySet());
        runs("drop table if exists " + table);
        runs("create table " + table + " (" + String.join(" varchar, ", columns) + " varchar)");
        String places = String.join(", ", Collections.nCopies(columns.size(), "?"));
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement insert =
                        connection.prepareStatement("insert into " + table + " values (" + places + ")")) {
            for (Map<String, ?> row : rows) {
                for (int i = 0; i < columns.size(); i++) insert.setObject(i + 1, row.get(columns.get(i)));
                insert.executeUpdate();
            }
            return this;
        } catch (SQLException mistake) {
            throw new IllegalArgumentException("database " + name + ": " + mistake.getMessage(), mistake);
        }
    }

    /**
     * What a query finds, its columns by their names in any case, values as the database has them:
     * {@code rows('select * from calls')[0].number}.
     *
     * @throws IllegalArgumentException with what the database says of a mistake
     */
    public List<Map<String, @Nullable Object>> rows(String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            ResultSetMetaData columns = found.getMetaData();
            List<Map<String, @Nullable Object>> rows = new ArrayList<>();
            while (found.next()) rows.add(row(found, columns));
            return rows;
        } catch (SQLException mistake) {
            throw new IllegalArgumentException("database " + name + ": " + mistake.getMessage(), mistake);
        }
    }

    /** Names are found in any case, as in SQL. */
    private static Map<String, @Nullable Object> row(ResultSet found, ResultSetMetaData columns) throws SQLException {
        Map<String, @Nullable Object> row = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i <= columns.getColumnCount(); i++) row.put(columns.getColumnLabel(i), found.getObject(i));
        return row;
    }

    /** From now on nobody can connect to it. */
    public TestDatabase isDown() {
        health = Health.DOWN;
        return this;
    }

    /** From now on every question fails as one that takes too long does. No time passes. */
    public TestDatabase isTooSlow() {
        health = Health.TOO_SLOW;
        return this;
    }

    /** Is well again. */
    public TestDatabase recovers() {
        health = Health.WELL;
        return this;
    }

    /** The SQL that it was asked, in order. */
    public List<String> getAsked() {
        return List.copyOf(asked);
    }

    Connection connect() throws SQLException {
        if (health == Health.DOWN) throw new SQLTransientConnectionException("connection refused (by the test)");
        return noting(DriverManager.getConnection(url));
    }

    private Connection noting(Connection real) {
        return (Connection) Proxy.newProxyInstance(
                TestDatabase.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    if (method.getName().equals("prepareStatement") && arguments[0] instanceof String sql) ask(sql);
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    private void ask(String sql) throws SQLException {
        asked.add(sql);
        if (health == Health.TOO_SLOW) throw new SQLTimeoutException("no answer in time (by the test)");
    }

    /** Forgets all that it holds. */
    @Override
    public void close() {
        runs("shutdown");
    }
}
