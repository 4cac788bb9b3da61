package org.strowger.softswitch.log;

import ch.qos.logback.classic.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.strowger.call.event.Text;

/**
 * One line of the log. What strangers, scripts and peers wrote is bounded here, where every line is made: a text of
 * more than {@value #LONGEST} characters is cut and says how long it was; only the name of a file and the stack trace
 * of a fault of ours may be longer.
 *
 * @param event what happened, in snake_case, stable across versions; {@code log} for what is only a message
 * @param call the call's id, empty if it belongs to none
 * @param fields in order; values are texts, numbers, truths, or a map of such, bounded
 */
record LogLine(Instant at, Level level, String event, String call, List<Field> fields) {

    static final int LONGEST = 200;
    /** For the mark of what was cut already: it is not cut again. */
    private static final int CUT_MARK = 32;

    static final int LONGEST_ERROR = 8_000;
    static final int LONGEST_MESSAGE = 2_000;
    /** As long as Linux takes (PATH_MAX): who reads of a recording opens it. */
    static final int LONGEST_FILE = 4_096;

    static final int MOST_FIELDS = 40;

    LogLine {
        event = cut(event, LONGEST);
        call = cut(call, LONGEST);
        fields = fields.size() > MOST_FIELDS ? fields.subList(0, MOST_FIELDS) : fields;
    }

    /** A name in snake_case and a value. */
    record Field(String name, Object value) {
        Field {
            name = cut(name, LONGEST);
            value = bounded(name, value);
        }
    }

    private static Object bounded(String name, Object value) {
        return switch (value) {
            case Number number -> number;
            case Boolean truth -> truth;
            case Map<?, ?> values -> values;
            default -> cut(String.valueOf(value), longest(name));
        };
    }

    private static int longest(String name) {
        return switch (name) {
            case LogFields.ERROR -> LONGEST_ERROR;
            case LogFields.MESSAGE -> LONGEST_MESSAGE;
            case LogFields.FILE -> LONGEST_FILE;
            default -> LONGEST;
        };
    }

    /** A text of at most this many characters, and how many there were. */
    static String cut(String text, int longest) {
        return text.length() <= longest + CUT_MARK ? text : Text.cut(text, longest);
    }

    /** What it takes in memory, about. */
    int weight() {
        int weight = 100 + event.length() + call.length();
        for (Field field : fields)
            weight += 40 + field.name().length() + String.valueOf(field.value()).length();
        return weight;
    }
}
