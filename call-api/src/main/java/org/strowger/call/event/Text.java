package org.strowger.call.event;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What strangers, peers and scripts wrote, as events keep it: bounded, so that a full queue of them is bounded in
 * octets as well.
 */
public final class Text {

    /** Characters. */
    static final int LONGEST = 200;

    /** Of an event of a script. */
    static final int MOST_VALUES = 40;

    private Text() {}

    /** The text, or its beginning and how long it was. */
    static String bounded(String text) {
        return cut(text, LONGEST);
    }

    /** What was thrown and where, as lines. */
    public static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    /** The text, or so many characters of it and how many there were. */
    public static String cut(String text, int longest) {
        if (text.length() <= longest) return text;
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + "… (" + text.length() + " characters)";
    }

    /** The first values, each bounded; numbers and truths as they are. */
    static Map<String, Object> bounded(Map<String, Object> values) {
        Map<String, Object> bounded = new LinkedHashMap<>();
        for (Map.Entry<String, Object> one : values.entrySet()) {
            if (bounded.size() == MOST_VALUES) break;
            Object value = one.getValue();
            bounded.put(
                    bounded(one.getKey()),
                    value instanceof Number || value instanceof Boolean ? value : bounded(String.valueOf(value)));
        }
        return Collections.unmodifiableMap(bounded);
    }
}
