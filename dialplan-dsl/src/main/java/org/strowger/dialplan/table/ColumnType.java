package org.strowger.dialplan.table;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a column of a table holds. Each is written as the word by which a row is asked for it: {@code 'text'} is read by
 * {@code row.text('…')}.
 */
public enum ColumnType {
    /** A text; {@code ''} where there is none. */
    TEXT,
    /** A whole number of 64 bits; 0 where there is none. */
    NUMBER,
    /** A truth value; false where there is none. */
    FLAG,
    /** A point in time; 1970 where there is none. */
    INSTANT,
    /** A length of time; zero where there is none. */
    DURATION;

    /** The type of this word; empty if there is none. */
    public static Optional<ColumnType> of(String word) {
        return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
    }

    /** All words, as they are written. */
    public static List<String> words() {
        return Arrays.stream(values()).map(ColumnType::word).toList();
    }

    /** As it is written in a plan. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The Java types of which one is to be given. */
    public List<Class<?>> given() {
        return switch (this) {
            case TEXT -> List.of(CharSequence.class);
            case NUMBER -> List.of(Long.class, Integer.class, Short.class, Byte.class);
            case FLAG -> List.of(Boolean.class);
            case INSTANT -> List.of(Instant.class);
            case DURATION -> List.of(Duration.class);
        };
    }

    /** What a row has where nothing was written. */
    Object absent() {
        return switch (this) {
            case TEXT -> "";
            case NUMBER -> 0L;
            case FLAG -> false;
            case INSTANT -> Instant.EPOCH;
            case DURATION -> Duration.ZERO;
        };
    }

    /**
     * A value of a script, as it is kept.
     *
     * @throws IllegalArgumentException if it is of another type
     */
    String kept(Object value) {
        if (given().stream().noneMatch(type -> type.isInstance(value)))
            throw new IllegalArgumentException(
                    "is a " + word() + ", and gets a " + value.getClass().getSimpleName());
        return value.toString();
    }

    /**
     * What is kept, as a script sees it.
     *
     * @throws IllegalArgumentException if it can't be read so
     */
    public Object read(String kept) {
        try {
            return switch (this) {
                case TEXT -> kept;
                case NUMBER -> Long.valueOf(kept);
                case FLAG -> truth(kept);
                case INSTANT -> Instant.parse(kept);
                case DURATION -> Duration.parse(kept);
            };
        } catch (DateTimeException | IllegalArgumentException other) {
            throw new IllegalArgumentException("is a " + word() + ", and that is none", other);
        }
    }

    private static Object truth(String written) {
        return switch (written) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(written);
        };
    }
}
