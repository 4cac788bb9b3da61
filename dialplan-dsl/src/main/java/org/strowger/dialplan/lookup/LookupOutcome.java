package org.strowger.dialplan.lookup;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.strowger.call.Wording;

/**
 * What a {@code lookup} came to. A script may tell the three apart ({@code switch}), or just use what was found: using
 * a failed one fails the call, with the file and line where it is used.
 */
public sealed interface LookupOutcome {

    /**
     * Something was found.
     *
     * @param rows one or more: of a database's answer, names in lower case; the objects of a JSON array, or its one
     *     object; anything else as {@code value}
     */
    record Found(List<Map<String, Object>> rows) implements LookupOutcome {
        /** Copies. Values may be null: a database has such. */
        public Found {
            rows = rows.stream()
                    .map(row -> Collections.unmodifiableMap(new LinkedHashMap<>(row)))
                    .toList();
        }
    }

    /** No row, an empty array, or HTTP 204 or 404. */
    record NotFound() implements LookupOutcome {
        @Override
        public String toString() {
            return Wording.record(this);
        }
    }

    /** There was no answer in time, or none that can be used. */
    record Failed(String why) implements LookupOutcome {
        @Override
        public String toString() {
            return Wording.record(this);
        }
    }

    /** Using a lookup that has failed. */
    final class LookupFailed extends RuntimeException {
        private static final long serialVersionUID = 1;

        LookupFailed(String why) {
            super(why);
        }
    }

    /** The rows; none if nothing was found. */
    default List<Map<String, Object>> getRows() {
        return switch (this) {
            case Found found -> found.rows();
            case NotFound _ -> List.of();
            case Failed(String why) -> throw new LookupFailed(why);
        };
    }

    /** The first row; empty if nothing was found. */
    default Map<String, Object> getRow() {
        return getRows().isEmpty() ? Map.of() : getRows().getFirst();
    }

    /** Whether something was found. */
    default boolean isFound() {
        return !getRows().isEmpty();
    }

    /** A value of the first row as a text; within objects by dots, as {@code customer.name}; empty if there is none. */
    default String text(String path) {
        return value(path).map(String::valueOf).orElse("");
    }

    /**
     * A value of the first row as a number; 0 if there is none.
     *
     * @throws NumberFormatException if it is something else
     */
    default BigDecimal number(String path) {
        return value(path)
                .map(value -> new BigDecimal(value.toString().strip()))
                .orElse(BigDecimal.ZERO);
    }

    /** A value of the first row as a truth value: {@code true}, or a number that isn't 0. */
    default boolean flag(String path) {
        String text = text(path);
        return text.equalsIgnoreCase("true") || (text.matches("-?\\d+") && !text.matches("-?0+"));
    }

    private Optional<Object> value(String path) {
        Object at = getRow();
        for (String name : path.split("\\.", -1)) {
            if (!(at instanceof Map<?, ?> map)) return Optional.empty();
            at = map.get(name);
        }
        return Optional.ofNullable(at);
    }
}
