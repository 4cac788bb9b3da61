package org.strowger.cdr;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Records as rows of a database's table. Rows and the place in the journal that they came from are written in one
 * transaction, so that each is there once, whatever ends in its midst: the switch, the connection or the database. H2
 * and PostgreSQL are known to take it.
 */
public final class RecordTable implements Follower.Destination {

    /** The way to the database. Any thread; blocks. */
    public interface Connector {
        /**
         * A connection, closed by who asked for it.
         *
         * @throws SQLException if there is none in time
         */
        Connection connect() throws SQLException;

        /** What a driver says, without the secrets that it repeats. */
        String hiddenIn(String told);
    }

    static final String TABLE = "strowger_record";
    static final String POSITIONS = "strowger_record_position";

    private static final int PATIENCE_SECONDS = 30;
    private static final String INTEGRITY = "23"; // SQLSTATE's class: a row of this key is there

    /** PostgreSQL takes none, and a stranger's {@code %00} is no reason to stand still. */
    private static final String NUL = "\0";

    private static final String COLUMNS =
            RecordColumns.ALL.stream().map(RecordColumn::name).collect(Collectors.joining(", "));
    private static final String INSERT = "insert into " + TABLE + " (" + COLUMNS + ") values ("
            + RecordColumns.ALL.stream().map(_ -> "?").collect(Collectors.joining(", ")) + ")";

    private final Connector database;
    private final String journal;
    private @Nullable Connection connection;

    /** @param journal what it is known by, there being others in the same database */
    RecordTable(Connector database, String journal) {
        this.database = database;
        this.journal = journal;
    }

    @Override
    public Position begin() throws SQLException {
        Connection opened = database.connect();
        connection = opened;
        opened.setAutoCommit(true);
        try (Statement make = opened.createStatement()) {
            make.execute(
                    "create table if not exists " + TABLE + " (" + RecordColumns.ID + " varchar not null primary key)");
            for (RecordColumn column : RecordColumns.ALL)
                make.execute("alter table " + TABLE + " add column if not exists " + column.name() + " "
                        + column.type().sql());
            make.execute("create table if not exists " + POSITIONS
                    + " (journal varchar not null primary key, file varchar not null, octets bigint not null)");
        }
        opened.setAutoCommit(false);
        Position reached = reached(opened);
        opened.commit();
        return reached;
    }

    private Position reached(Connection opened) throws SQLException {
        try (PreparedStatement read =
                opened.prepareStatement("select file, octets from " + POSITIONS + " where journal = ?")) {
            read.setString(1, journal);
            try (ResultSet row = read.executeQuery()) {
                if (row.next()) return new Position(row.getString(1), row.getLong(2));
            }
        }
        try (PreparedStatement add = opened.prepareStatement("insert into " + POSITIONS + " values (?, '', 0)")) {
            add.setString(1, journal);
            add.executeUpdate();
        }
        return Position.BEGINNING;
    }

    @Override
    public void store(JournalDirectory.Lines lines) throws IOException, SQLException {
        Connection open = connection;
        if (open == null) throw new IllegalStateException("begin comes first");
        try {
            insert(open, lines);
        } catch (SQLException e) {
            open.rollback();
            if (!isThere(e)) throw e;
            insertMissing(open, lines); // somebody has taken the place away, and left the rows
        }
        try (PreparedStatement move =
                prepared(open, "update " + POSITIONS + " set file = ?, octets = ? where journal = ?")) {
            move.setString(1, lines.behind().file());
            move.setLong(2, lines.behind().octets());
            move.setString(3, journal);
            if (move.executeUpdate() != 1)
                throw new SQLException("the row of this journal in " + POSITIONS + " is gone");
        }
        open.commit();
    }

    private static boolean isThere(SQLException failed) {
        for (SQLException e = failed; e != null; e = e.getNextException())
            if (e.getSQLState() != null && e.getSQLState().startsWith(INTEGRITY)) return true;
        return false;
    }

    private static void insert(Connection open, JournalDirectory.Lines lines) throws IOException, SQLException {
        try (PreparedStatement insert = prepared(open, INSERT)) {
            for (byte[] line : lines.lines()) {
                fill(insert, JsonRecords.read(line));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void insertMissing(Connection open, JournalDirectory.Lines lines) throws IOException, SQLException {
        try (PreparedStatement look = prepared(open, "select 1 from " + TABLE + " where " + RecordColumns.ID + " = ?");
                PreparedStatement insert = prepared(open, INSERT)) {
            for (byte[] line : lines.lines()) {
                Map<String, String> record = JsonRecords.read(line);
                look.setString(1, record.get(RecordColumns.ID));
                try (ResultSet there = look.executeQuery()) {
                    if (there.next()) continue;
                }
                fill(insert, record);
                insert.executeUpdate();
            }
        }
    }

    private static PreparedStatement prepared(Connection open, String sql) throws SQLException {
        PreparedStatement statement = open.prepareStatement(sql);
        statement.setQueryTimeout(PATIENCE_SECONDS);
        return statement;
    }

    private static void fill(PreparedStatement row, Map<String, String> record) throws SQLException {
        int index = 0;
        for (RecordColumn column : RecordColumns.ALL) fill(row, ++index, column.type(), record.get(column.name()));
    }

    private static void fill(PreparedStatement row, int index, ColumnType type, @Nullable String value)
            throws SQLException {
        switch (type) {
            case TEXT, JSON -> row.setString(index, value == null ? null : value.replace(NUL, ""));
            case TIME -> {
                if (value == null) row.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
                else row.setObject(index, OffsetDateTime.parse(value));
            }
            case NUMBER -> {
                if (value == null) row.setNull(index, Types.BIGINT);
                else row.setLong(index, Long.parseLong(value));
            }
            case SECONDS, SCORE, AMOUNT -> row.setBigDecimal(index, value == null ? null : new BigDecimal(value));
        }
    }

    @Override
    public String remedy(Exception failed) {
        return database.hiddenIn(String.valueOf(failed.getMessage()))
                + "; the journal keeps them until the database is there again";
    }

    @Override
    public void end() {
        try {
            if (connection != null) connection.close();
        } catch (SQLException _) {
            // what it had not committed comes again
        }
        connection = null;
    }
}
