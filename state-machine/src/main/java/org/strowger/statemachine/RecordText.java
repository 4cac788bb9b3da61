package org.strowger.statemachine;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * A record as people read it, for outcomes and causes that scripts put into texts: {@code NoAnswer},
 * {@code Refused (486)}, {@code Answered (20 s)}. Names of components are left out, and so is what says nothing.
 */
public final class RecordText {

    private RecordText() {}

    /** Its name, and what it holds in parentheses. */
    public static String of(Record record) {
        var held = new StringJoiner(", ", " (", ")").setEmptyValue("");
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            String text = text(value(component, record));
            if (!text.isEmpty()) held.add(text);
        }
        return record.getClass().getSimpleName() + held;
    }

    /** A value in words: a time in seconds, a constant of an enum as a word. */
    public static String text(Object value) {
        return switch (value) {
            case Duration time -> seconds(time);
            case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            case Optional<?> maybe -> maybe.map(RecordText::text).orElse("");
            default -> value.toString();
        };
    }

    /** {@code 20 s}, {@code 0.5 s}. */
    private static String seconds(Duration time) {
        long millis = time.toMillis();
        return (millis % 1000 == 0 ? String.valueOf(millis / 1000) : String.valueOf(millis / 1000.0)) + " s";
    }

    /** What a component of a record holds. */
    public static Object value(RecordComponent component, Record record) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true); // of a record that is not public
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record's accessor can be called", e);
        }
    }
}
