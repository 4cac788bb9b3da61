package org.strowger.dialplan.billing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.strowger.dialplan.data.CsvTable;
import org.strowger.dialplan.data.Databases;
import org.strowger.dialplan.number.PrefixTrie;

/**
 * Rates by the prefix of a number; the longest counts. Columns {@code prefix} and {@code price} (of a minute), and
 * where they are there {@code connect} (price of being connected) and {@code increments} ({@code 60/60}, {@code 30/6},
 * {@code 1/1}). Millions of them, some 40 bytes each. Immutable; safe on any thread.
 */
public final class RateDeck {

    private static final int MOST_SECONDS = 3_600;

    private final PrefixTrie trie;
    private final long[] keys;
    private final long[] perMinute;
    private final long[] connect;
    private final int[] increments; // first and next, 16 bits each

    private RateDeck(Builder builder) throws PrefixTrie.Twice {
        this.keys = Arrays.copyOf(builder.keys, builder.size);
        this.perMinute = Arrays.copyOf(builder.perMinute, builder.size);
        this.connect = Arrays.copyOf(builder.connect, builder.size);
        this.increments = Arrays.copyOf(builder.increments, builder.size);
        this.trie = PrefixTrie.of(keys);
    }

    /** The rate for a number. */
    public Optional<Rate> rate(CharSequence number) {
        int at = trie.longest(number);
        if (at == PrefixTrie.NONE) return Optional.empty();
        return Optional.of(new Rate(
                PrefixTrie.text(keys[at]), perMinute[at], connect[at], increments[at] >>> 16, increments[at] & 0xFFFF));
    }

    int size() {
        return keys.length;
    }

    /** How much memory it takes, in bytes. */
    long memory() {
        return trie.bytes() + keys.length * (3L * Long.BYTES + Integer.BYTES);
    }

    /**
     * From a file.
     *
     * @throws IllegalArgumentException with file and line, if something is wrong
     */
    static RateDeck read(Path file) {
        CsvTable table = CsvTable.read(file);
        int prefix = table.column("prefix");
        int price = table.column("price");
        int connect = table.columns().indexOf("connect");
        int increments = table.columns().indexOf("increments");
        var builder = new Builder(table.rows());
        for (int row = 0; row < table.rows(); row++) {
            try {
                builder.add(
                        table.cell(row, prefix),
                        table.cell(row, price),
                        cell(table, row, connect),
                        cell(table, row, increments));
            } catch (IllegalArgumentException bad) {
                throw new CsvTable.BadTable(table.place(row) + ": " + bad.getMessage());
            }
        }
        try {
            return new RateDeck(builder);
        } catch (PrefixTrie.Twice twice) {
            throw new CsvTable.BadTable(table.place(twice.second()) + ": " + table.cell(twice.second(), prefix)
                    + " is there already, at " + table.place(twice.first()));
        }
    }

    private static String cell(CsvTable table, int row, int column) {
        return column < 0 ? "" : table.cell(row, column);
    }

    /**
     * From a query.
     *
     * @throws IllegalArgumentException if it fails, or something is wrong with a row
     */
    static RateDeck query(Databases databases, String database, String sql) {
        var builder = new Builder(1_024);
        try (Connection connection = databases.connect(database);
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            Map<String, Integer> columns = columns(rows.getMetaData());
            for (String needed : List.of("prefix", "price"))
                if (!columns.containsKey(needed))
                    throw new IllegalArgumentException("the query has no column '" + needed + "'");
            while (rows.next())
                builder.add(
                        cell(rows, columns.get("prefix")),
                        cell(rows, columns.get("price")),
                        cell(rows, columns.get("connect")),
                        cell(rows, columns.get("increments")));
            return new RateDeck(builder);
        } catch (SQLException e) {
            throw new IllegalArgumentException("database " + database + ": "
                    + databases.hiddenIn(database, String.valueOf(e.getMessage()))); // its own words may repeat the URL
        } catch (PrefixTrie.Twice twice) {
            throw new IllegalArgumentException(
                    "prefix " + PrefixTrie.text(builder.keys[twice.second()]) + " is there twice", twice);
        }
    }

    private static Map<String, Integer> columns(ResultSetMetaData about) throws SQLException {
        var columns = new HashMap<String, Integer>();
        for (int i = 1; i <= about.getColumnCount(); i++)
            columns.put(about.getColumnLabel(i).toLowerCase(Locale.ROOT), i);
        return columns;
    }

    private static String cell(ResultSet rows, @Nullable Integer column) throws SQLException {
        String text = column == null ? null : rows.getString(column);
        return text == null ? "" : text;
    }

    private static final class Builder {
        private long[] keys;
        private long[] perMinute;
        private long[] connect;
        private int[] increments;
        private int size;

        Builder(int expected) {
            keys = new long[expected];
            perMinute = new long[expected];
            connect = new long[expected];
            increments = new int[expected];
        }

        void add(String prefix, String price, String connectPrice, String steps) {
            if (size == keys.length) grow();
            keys[size] = PrefixTrie.key(prefix.strip());
            perMinute[size] = Money.micros(price);
            connect[size] = connectPrice.isBlank() ? 0 : Money.micros(connectPrice);
            increments[size++] = steps.isBlank() ? (1 << 16) | 1 : increments(steps.strip());
        }

        private void grow() {
            int more = 16 + size + (size >> 1);
            keys = Arrays.copyOf(keys, more);
            perMinute = Arrays.copyOf(perMinute, more);
            connect = Arrays.copyOf(connect, more);
            increments = Arrays.copyOf(increments, more);
        }

        private static int increments(String text) {
            int slash = text.indexOf('/');
            if (!text.matches("\\d{1,4}/\\d{1,4}"))
                throw new IllegalArgumentException("'" + text + "' are no increments, such as 60/60 or 30/6");
            int first = Integer.parseInt(text.substring(0, slash));
            int next = Integer.parseInt(text.substring(slash + 1));
            if (first < 1 || next < 1 || first > MOST_SECONDS || next > MOST_SECONDS)
                throw new IllegalArgumentException("increments are of 1 to " + MOST_SECONDS + " seconds, not " + text);
            return first << 16 | next;
        }
    }
}
