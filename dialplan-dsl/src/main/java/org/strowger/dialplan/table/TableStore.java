package org.strowger.dialplan.table;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.strowger.dialplan.data.Databases;

/**
 * Keeps the rows of all tables in a database: what a method that writes has returned from is there after whatever
 * becomes of this process. Each change is one transaction that holds its row from reading it to writing it, so that
 * calls of several plans, and of several switches, lose none of each other's. Two tables of our own are made where they
 * are missing: {@code strowger_row}, whose column {@code kept} is a JSON object of texts, and {@code strowger_table},
 * which counts the rows of each, so that the bound is exact. Safe on any thread; blocks.
 */
public final class TableStore implements AutoCloseable {

    /** Times that a change is tried which another one has crossed. */
    private static final int TRIES = 20;

    private static final int CONCURRENT_UPDATE = 90131; // H2's, for what others call 40001

    private final Databases databases;
    private final String database;
    private final int mostRows;
    private final Ending ending;
    private final Supplier<Databases> copies;
    private final AtomicBoolean tablesMade = new AtomicBoolean();

    /** What becomes of a transaction that went well. */
    private enum Ending {
        COMMIT,
        /** For who only looks. */
        ROLL_BACK
    }

    /** What a row becomes. */
    @FunctionalInterface
    interface Change<T> {
        /**
         * Changes what is there; answers whoever asked.
         *
         * @throws Unchanged if nothing is to be written after all
         */
        T of(Map<String, String> row, boolean there);
    }

    /** Part of a transaction. */
    @FunctionalInterface
    private interface Part<T> {
        T in(TableRows rows) throws SQLException;
    }

    /**
     * In this database.
     *
     * @param database its name among these
     * @param mostRows of each table
     */
    public TableStore(Databases databases, String database, int mostRows) {
        this(databases, database, mostRows, Ending.COMMIT, () -> databases);
    }

    private TableStore(Databases databases, String database, int mostRows, Ending ending, Supplier<Databases> copies) {
        this.databases = databases;
        this.database = database;
        this.mostRows = mostRows;
        this.ending = ending;
        this.copies = copies;
    }

    /**
     * In a database of our own within this directory, which is made where it is missing, and which one process uses at
     * a time. Opened when it is first needed.
     */
    public static TableStore embedded(Path directory, int mostRows) {
        var store = new EmbeddedStore(directory);
        return new TableStore(store.databases(), EmbeddedStore.NAME, mostRows, Ending.COMMIT, store::copy);
    }

    /** Keeps nothing: what uses a table fails. */
    public static TableStore none() {
        return new TableStore(new Databases(Map.of()), "", 0);
    }

    /**
     * The same for who only looks, perhaps beside the process that writes: whatever it writes is taken back, and it
     * gets the answers all the same.
     *
     * @throws TableFailed if what is written can't be copied for it
     */
    public TableStore looking() {
        return new TableStore(copies.get(), database, mostRows, Ending.ROLL_BACK, copies);
    }

    /** How long an answer may take. */
    public Duration timeout() {
        return databases.names().contains(database) ? databases.timeout(database) : Duration.ofSeconds(1);
    }

    /** Connects, and makes what is missing: before the first call does. */
    public void prepare() {
        transaction(rows -> true);
    }

    /** A row; one that isn't there, or whose time is over, is told as such. */
    public TableRow row(TableShape table, String key, Instant now) {
        return transaction(rows -> rows.row(table, table.boundedKey(key), now));
    }

    /** Rows that have not expired, by key, so many at most. */
    public List<TableRow> rows(TableShape table, int most, Instant now) {
        return transaction(rows -> rows.rows(table, most, now));
    }

    /** How many rows there are that have not expired. */
    public long count(TableShape table, Instant now) {
        return transaction(rows -> rows.count(table, now));
    }

    /**
     * Writes these columns, and makes the row if there is none; its other columns stay. One that is given null is empty
     * from now on.
     */
    public void put(TableShape table, String key, Map<String, ?> values, Instant now) {
        change(table, key, now, (row, _) -> {
            write(row, table.kept(values));
            return true;
        });
    }

    /** Makes a row with these columns; false, and nothing is written, if there is one. */
    public boolean putIfAbsent(TableShape table, String key, Map<String, ?> values, Instant now) {
        return change(table, key, now, (row, there) -> {
            if (there) throw new Unchanged(false);
            write(row, table.kept(values));
            return true;
        });
    }

    /**
     * Adds to a number, and makes the row if there is none; answers the sum.
     *
     * @throws ArithmeticException if it leaves 64 bits
     */
    public long increment(TableShape table, String key, String column, long by, Instant now) {
        if (table.column(column) != ColumnType.NUMBER)
            throw new IllegalArgumentException(table + ": column '" + column + "' is a "
                    + table.column(column).word() + ", and only a number is incremented");
        return change(table, key, now, (row, _) -> {
            long sum = Math.addExact(TableRow.of(table, key, row).number(column), by);
            row.put(column, String.valueOf(sum));
            return sum;
        });
    }

    /** Writes a column if it holds what is expected, null for nothing; answers whether it did. */
    public boolean compareAndSet(
            TableShape table,
            String key,
            String column,
            @Nullable Object expected,
            @Nullable Object wanted,
            Instant now) {
        return change(table, key, now, (row, _) -> {
            if (!Objects.equals(row.get(column), table.kept(column, expected))) throw new Unchanged(false);
            @Nullable String kept = table.kept(column, wanted);
            if (kept == null) row.remove(column);
            else row.put(column, kept);
            return true;
        });
    }

    /** Makes all of a row anew out of what was in it, nothing if there was none, in one step. */
    public void rewrite(TableShape table, String key, Instant now, UnaryOperator<Map<String, String>> change) {
        change(table, key, now, (row, _) -> {
            Map<String, String> wanted = change.apply(Map.copyOf(row));
            row.clear();
            row.putAll(wanted);
            return true;
        });
    }

    /** Takes a row away; answers whether there was one that had not expired. */
    public boolean remove(TableShape table, String key, Instant now) {
        return transaction(rows -> rows.remove(table, table.boundedKey(key), now));
    }

    private static void write(Map<String, String> row, Map<String, @Nullable String> values) {
        values.forEach((column, value) -> {
            if (value == null) row.remove(column);
            else row.put(column, value);
        });
    }

    private <T> T change(TableShape table, String key, Instant now, Change<T> change) {
        String bounded = table.boundedKey(key);
        try {
            return transaction(rows -> rows.change(table, bounded, now, mostRows, change));
        } catch (Unchanged nothing) {
            return nothing.answer();
        } catch (TableFull full) {
            if (transaction(rows -> rows.purge(table, now)) == 0) throw full;
            return change(table, bounded, now, change);
        }
    }

    private <T> T transaction(Part<T> part) {
        if (!databases.names().contains(database)) throw new TableFailed("nothing keeps tables here");
        for (int tries = 1; ; tries++) {
            try {
                return once(part);
            } catch (SQLException e) {
                if (tries < TRIES && isCrossed(e)) continue;
                throw new TableFailed(
                        "the store of tables: " + databases.hiddenIn(database, why(e))); // it may repeat the URL
            }
        }
    }

    /** A pool says that it has no connection, and only behind that, why. */
    private static String why(SQLException e) {
        return String.valueOf(e.getCause() instanceof SQLException cause ? cause.getMessage() : e.getMessage());
    }

    /** Another one has made the row meanwhile, or was served first. */
    private static boolean isCrossed(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("23") || state.startsWith("40") || e.getErrorCode() == CONCURRENT_UPDATE;
    }

    private <T> T once(Part<T> part) throws SQLException {
        try (Connection connection = databases.connect(database)) {
            connection.setAutoCommit(false);
            try {
                if (!tablesMade.get()) makeTables(connection);
                T result = part.in(new TableRows(connection, timeout()));
                if (ending == Ending.COMMIT) connection.commit();
                else connection.rollback();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private void makeTables(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : TableRows.TABLES) statement.execute(table);
        }
        if (ending == Ending.ROLL_BACK) return; // they may go with it
        connection.commit();
        tablesMade.set(true);
    }

    @Override
    public void close() {
        databases.close();
    }
}
