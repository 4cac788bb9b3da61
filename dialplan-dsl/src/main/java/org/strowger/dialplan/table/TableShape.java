package org.strowger.dialplan.table;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.strowger.dialplan.text.Spelling;

/**
 * A table as a plan declares it.
 *
 * @param name of the table: two plans, or two versions of one, that name it share its rows
 * @param key what a row is found by, such as {@code account}; always a text
 * @param columns by name, in the order in which they are written; at most {@link #MOST_COLUMNS}
 * @param lasts how long a row is kept after it was last written; empty for ever
 */
public record TableShape(String name, String key, Map<String, ColumnType> columns, Optional<Duration> lasts) {

    /** Of a table. */
    public static final int MOST_COLUMNS = 32;

    /** Of one value, in UTF-8. */
    public static final int MOST_OCTETS = 4096;

    /** Of what a row is found by, in UTF-8. */
    public static final int MOST_KEY_OCTETS = 256;

    /** What tables and columns may be called. */
    public static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

    /**
     * Copies.
     *
     * @throws IllegalArgumentException with what is wrong with a name, or if there are too many columns
     */
    public TableShape {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        named("table", name);
        named("key", key);
        columns.keySet().forEach(column -> named("column", column));
        if (columns.containsKey(key)) throw new IllegalArgumentException("'" + key + "' is the key, and no column");
        if (columns.size() > MOST_COLUMNS)
            throw new IllegalArgumentException("a table has " + MOST_COLUMNS + " columns at most");
        if (lasts.filter(time -> time.isNegative() || time.isZero()).isPresent())
            throw new IllegalArgumentException("lasts: wants a time, such as 8.hours");
    }

    private static void named(String what, String name) {
        if (!NAME.matcher(name).matches())
            throw new IllegalArgumentException("'" + name + "' can't be the name of a " + what
                    + ": letters, digits, - and _, a letter first, at most 64");
    }

    /**
     * The type of a column.
     *
     * @throws IllegalArgumentException if there is none of this name, with the nearest that there is
     */
    public ColumnType column(String column) {
        ColumnType type = columns.get(column);
        if (type != null) return type;
        throw new IllegalArgumentException(this + " has no column '" + column + "'; " + nearest(column));
    }

    /** What to write in place of a column that there isn't. */
    public String nearest(String column) {
        return Spelling.didYouMean(column, columns.keySet())
                .orElse(columns.isEmpty() ? "it has none" : "it has " + String.join(", ", columns.keySet()));
    }

    /** Values of a script, as they are kept; one that is null is to be taken away. */
    Map<String, @Nullable String> kept(Map<String, ?> values) {
        Map<String, @Nullable String> kept = new LinkedHashMap<>();
        values.forEach((column, value) -> kept.put(column, kept(column, value)));
        return kept;
    }

    @Nullable
    String kept(String column, @Nullable Object value) {
        ColumnType type = column(column);
        Object plain = value instanceof Optional<?> maybe ? maybe.orElse(null) : value;
        if (plain == null) return null;
        try {
            return bounded(type.kept(plain), MOST_OCTETS);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(this + ": column '" + column + "' " + wrong.getMessage(), wrong);
        }
    }

    /**
     * What a row is found by, if there is something and it isn't too long.
     *
     * @throws IllegalArgumentException if there isn't, or it is
     */
    String boundedKey(String text) {
        if (text.isEmpty())
            throw new IllegalArgumentException(this + ": a row needs its '" + key + "', and there is none");
        try {
            return bounded(text, MOST_KEY_OCTETS);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(this + ": '" + key + "' " + wrong.getMessage(), wrong);
        }
    }

    private static String bounded(String text, int most) {
        if (text.length() > most || text.getBytes(StandardCharsets.UTF_8).length > most)
            throw new IllegalArgumentException("takes " + most + " octets at most");
        return text;
    }

    /** As sentences name it. */
    @Override
    public String toString() {
        return "table '" + name + "'";
    }
}
