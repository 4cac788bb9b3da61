package org.strowger.directory.kept;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.strowger.directory.Binding;
import org.strowger.sip.Flow;
import org.strowger.sip.Transport;
import org.strowger.sip.transport.TransportRegistry;

/**
 * The contacts of all accounts in a database (H2) in a file of our own, a row for each. What is committed is in the
 * file, so that no end of the process loses it. One thread at a time; blocks.
 */
final class ContactFile implements AutoCloseable {

    private static final String NAME = "registrations";
    private static final String SUFFIX = ".mv.db"; // H2 gives it to the file

    /** No delay of writes; we close it ourselves; what goes wrong is told by exceptions alone. */
    private static final String MANNER =
            ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;TRACE_LEVEL_SYSTEM_OUT=0";

    private static final String TABLE = """
            create table if not exists strowger_binding (
                aor varchar not null, contact varchar not null, q int not null, parameters varchar not null,
                expires bigint not null, call_id varchar not null, cseq bigint not null, path varchar not null,
                transport varchar not null, local_address varchar not null, local_port int not null,
                remote_address varchar not null, remote_port int not null, user_agent varchar,
                reach varchar not null, instance varchar, reg_id bigint)
            """;
    private static final String INDEX = "create index if not exists strowger_binding_aor on strowger_binding (aor)";
    private static final String COLUMNS = "aor, contact, q, parameters, expires, call_id, cseq, path, transport,"
            + " local_address, local_port, remote_address, remote_port, user_agent, reach, instance, reg_id";
    private static final String READ = "select " + COLUMNS + " from strowger_binding";
    private static final String REMOVE = "delete from strowger_binding where aor = ?";
    private static final String ADD =
            "insert into strowger_binding (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** A URI has none. */
    private static final String BETWEEN_HOPS = "\n";

    /** RFC 5626 counts from 1: SQL's null is read as this. */
    private static final long NO_REG_ID = 0;

    /** Each change leaves what was there before behind. A file that small isn't worth the time. */
    private static final long SMALL = 32L << 20;

    private static final int TIMES_ITS_CONTENTS = 4;

    private final Path directory;
    private final Connection connection;
    /** From this size on it is compacted, in octets. */
    private final long most;

    /**
     * Rows as they were written.
     *
     * @param contacts by address of record
     * @param unreadable rows that say nothing here, such as of a transport that nobody carries any more
     */
    record Contents(Map<String, List<Binding>> contacts, int unreadable) {}

    private ContactFile(Path directory, Connection connection, long most) {
        this.directory = directory;
        this.connection = connection;
        this.most = most;
    }

    /** Where it lies in a directory. */
    static Path in(Path directory) {
        return directory.resolve(NAME + SUFFIX);
    }

    static boolean isThere(Path directory) {
        return Files.exists(in(directory));
    }

    /**
     * Opened, and made where it is missing. Keeps other processes from it until it is closed, however this one ends.
     *
     * @throws SQLException if another process has it open, or it can't be made or read
     */
    static ContactFile open(Path directory) throws SQLException {
        return open(directory, SMALL);
    }

    /** The same, compacted from another size on, in octets. */
    static ContactFile open(Path directory, long most) throws SQLException {
        Path path = directory.toAbsolutePath().normalize().resolve(NAME);
        Connection connection = DriverManager.getConnection("jdbc:h2:file:" + path + MANNER);
        try (Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
            statement.execute(INDEX);
            connection.setAutoCommit(false);
            return new ContactFile(directory, connection, most);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** All that is there, expired or not. */
    Contents read() throws SQLException {
        Map<String, List<Binding>> contacts = new LinkedHashMap<>();
        int unreadable = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(READ)) {
            while (rows.next()) {
                Optional<Binding> binding = binding(rows);
                List<Binding> known = contacts.computeIfAbsent(rows.getString("aor"), _ -> new ArrayList<>(1));
                binding.ifPresent(known::add);
                if (binding.isEmpty()) unreadable++;
            }
        }
        return new Contents(contacts, unreadable);
    }

    /** From now on these addresses of record have these contacts, all of them or none if it fails. */
    void write(Map<String, List<Binding>> contacts) throws SQLException {
        try (PreparedStatement remove = connection.prepareStatement(REMOVE);
                PreparedStatement add = connection.prepareStatement(ADD)) {
            for (Map.Entry<String, List<Binding>> of : contacts.entrySet()) {
                remove.setString(1, of.getKey());
                remove.addBatch();
                for (Binding binding : of.getValue()) add(add, of.getKey(), binding);
            }
            remove.executeBatch();
            add.executeBatch();
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        }
    }

    /** Whether most of it is what was there before. */
    boolean isBloated() {
        return size(directory) > most;
    }

    /** Opened anew with what is there now and nothing else; the old one is closed, whatever becomes of that. */
    ContactFile compacted() throws SQLException {
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown compact");
        }
        return open(directory, Math.max(SMALL, TIMES_ITS_CONTENTS * size(directory)));
    }

    private static long size(Path directory) {
        return in(directory).toFile().length();
    }

    private static void add(PreparedStatement add, String aor, Binding binding) throws SQLException {
        int column = 0;
        add.setString(++column, aor);
        add.setString(++column, binding.contact());
        add.setInt(++column, binding.q());
        add.setString(++column, binding.parameters());
        add.setLong(++column, binding.expires().toEpochMilli());
        add.setString(++column, binding.callId());
        add.setLong(++column, binding.cseq());
        add.setString(++column, String.join(BETWEEN_HOPS, binding.path()));
        add.setString(++column, binding.flow().transport().parameter());
        add.setString(++column, host(binding.flow().local()));
        add.setInt(++column, binding.flow().local().getPort());
        add.setString(++column, host(binding.flow().remote()));
        add.setInt(++column, binding.flow().remote().getPort());
        add.setString(++column, binding.userAgent().orElse(null));
        add.setString(++column, binding.reach().name());
        add.setString(
                ++column, binding.outbound().map(Binding.Outbound::instance).orElse(null));
        Optional<Long> regId = binding.outbound().map(Binding.Outbound::regId);
        if (regId.isPresent()) add.setLong(++column, regId.get());
        else add.setNull(++column, Types.BIGINT);
        add.addBatch();
    }

    private static String host(InetSocketAddress address) {
        return address.getAddress().getHostAddress();
    }

    /** Whatever another program may have written there is no reason to start without all others. */
    private static Optional<Binding> binding(ResultSet row) throws SQLException {
        Optional<Transport> transport = TransportRegistry.available(row.getString("transport"));
        if (transport.isEmpty()) return Optional.empty();
        try {
            String path = row.getString("path");
            return Optional.of(new Binding(
                    row.getString("contact"),
                    row.getInt("q"),
                    row.getString("parameters"),
                    Instant.ofEpochMilli(row.getLong("expires")),
                    row.getString("call_id"),
                    row.getLong("cseq"),
                    path.isEmpty() ? List.of() : List.of(path.split(BETWEEN_HOPS, -1)),
                    new Flow(transport.get(), address(row, "local"), address(row, "remote"), Flow.NO_CONNECTION),
                    Optional.ofNullable(row.getString("user_agent")),
                    Binding.Reach.valueOf(row.getString("reach")),
                    outbound(row.getString("instance"), row.getLong("reg_id"))));
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Binding.Outbound> outbound(@Nullable String instance, long regId) {
        if (instance == null || regId == NO_REG_ID) return Optional.empty();
        return Optional.of(new Binding.Outbound(instance, regId));
    }

    private static InetSocketAddress address(ResultSet row, String end) throws SQLException {
        return new InetSocketAddress(InetAddress.ofLiteral(row.getString(end + "_address")), row.getInt(end + "_port"));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
