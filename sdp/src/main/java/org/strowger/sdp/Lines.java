package org.strowger.sdp;

/** What every value of a description must hold to: a line is one line. */
final class Lines {

    private Lines() {}

    /** Refuses what would end the line and begin another of the peer's choosing. */
    static String requireOneLine(String text) {
        if (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0)
            throw new IllegalArgumentException("a value of a description is one line, this has a line break: " + text);
        return text;
    }

    /** A decimal number of at most {@code max}; negative if it is none. */
    static int number(String text, int max) {
        if (text.isEmpty() || text.length() > 9) return -1;
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) return -1;
            value = value * 10 + digit;
        }
        return value <= max ? value : -1;
    }
}
