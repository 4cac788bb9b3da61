package org.strowger.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A message as it was sent, read for tests: no more than finding header lines in it. */
final class SipText {

    private SipText() {}

    static String startLine(String text) {
        int end = text.indexOf('\r');
        return end < 0 ? text : text.substring(0, end);
    }

    static Optional<String> header(String text, String name) {
        return headers(text, name).stream().findFirst();
    }

    static List<String> headers(String text, String name) {
        List<String> values = new ArrayList<>();
        for (String line : text.split("\r\n", -1)) {
            if (line.isEmpty()) break;
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).strip().equalsIgnoreCase(name))
                values.add(line.substring(colon + 1).strip());
        }
        return values;
    }

    static String body(String text) {
        int end = text.indexOf("\r\n\r\n");
        return end < 0 ? "" : text.substring(end + 4);
    }

    /** The user part of a URI. */
    static String user(String uri) {
        int from = uri.indexOf(':') + 1;
        int at = uri.indexOf('@');
        return at < from ? uri : uri.substring(from, at);
    }
}
