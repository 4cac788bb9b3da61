package org.strowger.dialplan.table;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table as it was when it was read: a copy, which later writes don't change. What isn't there is {@code ''},
 * 0, false, 1970 or no time. Immutable.
 */
public final class TableRow {

    private final TableShape table;
    private final String key;
    private final boolean there;
    private final Map<String, String> kept;

    private TableRow(TableShape table, String key, boolean there, Map<String, String> kept) {
        this.table = table;
        this.key = key;
        this.there = there;
        this.kept = Collections.unmodifiableMap(new LinkedHashMap<>(kept));
    }

    static TableRow of(TableShape table, String key, Map<String, String> kept) {
        return new TableRow(table, key, true, kept);
    }

    /** In place of one that there isn't. */
    public static TableRow none(TableShape table, String key) {
        return new TableRow(table, key, false, Map.of());
    }

    /** What it is found by. */
    public String getKey() {
        return key;
    }

    /** Whether there is such a row. */
    public boolean isFound() {
        return there;
    }

    /** {@code if (row)}: whether there is such a row. */
    public boolean asBoolean() {
        return there;
    }

    /** Whether something was written into this column. */
    public boolean has(String column) {
        table.column(column);
        return kept.containsKey(column);
    }

    /** The text of a column; {@code ''} if there is none. */
    public String text(String column) {
        return String.valueOf(value(column, ColumnType.TEXT));
    }

    /** The whole number of a column; 0 if there is none. */
    public long number(String column) {
        return (long) value(column, ColumnType.NUMBER);
    }

    /** The truth value of a column; false if there is none. */
    public boolean flag(String column) {
        return (boolean) value(column, ColumnType.FLAG);
    }

    /** The point in time of a column; 1970 if there is none. */
    public Instant instant(String column) {
        return (Instant) value(column, ColumnType.INSTANT);
    }

    /** The length of time of a column; none, {@code 0.seconds}, if there is none. */
    public Duration duration(String column) {
        return (Duration) value(column, ColumnType.DURATION);
    }

    private Object value(String column, ColumnType asked) {
        ColumnType type = table.column(column);
        if (type != asked)
            throw new IllegalArgumentException(table + ": column '" + column + "' is read by ." + type.word() + "('"
                    + column + "'), not by ." + asked.word() + "('" + column + "')");
        @Nullable String written = kept.get(column);
        if (written == null) return type.absent();
        try {
            return type.read(written);
        } catch (IllegalArgumentException other) { // an earlier plan had a column of this name and another type
            throw new TableFailed(table + ": column '" + column + "' of the row '" + key + "' " + other.getMessage());
        }
    }

    /** The columns that were written, as texts, in the order of the declaration. */
    public Map<String, String> written() {
        Map<String, String> written = new LinkedHashMap<>();
        for (String column : table.columns().keySet()) {
            @Nullable String value = kept.get(column);
            if (value != null) written.put(column, value);
        }
        return written;
    }

    /** The row in words: what it is found by, and what was written. */
    @Override
    public String toString() {
        return there ? table.key() + ": " + key + " " + written() : "no row";
    }
}
