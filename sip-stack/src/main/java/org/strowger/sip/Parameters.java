package org.strowger.sip;

import org.strowger.sip.wire.Ascii;

/** Finds parameters of a header value in its bytes, past quoted strings and what stands in angle brackets. */
final class Parameters {

    private Parameters() {}

    /** Where a byte first stands outside of quotes and brackets; -1 if nowhere. */
    static int indexOf(byte[] b, int start, int end, byte wanted) {
        for (int i = start; i < end; i++) {
            byte c = b[i];
            if (c == wanted) return i;
            // Letters, nearly all there is, are done here.
            if (c > '<') continue;
            if (c == '"') i = endOfQuote(b, i + 1, end);
            else if (c == '<') i = endOfBracket(b, i + 1, end);
        }
        return -1;
    }

    /** Where the quote ends that began before {@code start}; the end if it doesn't. */
    static int endOfQuote(byte[] b, int start, int end) {
        for (int i = start; i < end; i++) {
            if (b[i] == '"') return i;
            if (b[i] == '\\') i++;
        }
        return end;
    }

    private static int endOfBracket(byte[] b, int start, int end) {
        int i = start;
        while (i < end && b[i] != '>') i++;
        return i;
    }

    /** The first value of a parameter; empty if it isn't there or has no value. */
    static String value(byte[] b, int start, int end, String lowerCaseName) {
        int at = find(b, start, end, lowerCaseName);
        if (at < 0) return "";
        int next = indexOf(b, at, end, (byte) ';');
        int stop = next < 0 ? end : next;
        while (at < stop && b[at] != '=') at++;
        int from = Ascii.trimLeft(b, Math.min(at + 1, stop), stop);
        return Ascii.latin(b, from, Ascii.trimRight(b, from, stop));
    }

    /** Whether there is such a parameter, with a value or without. */
    static boolean has(byte[] b, int start, int end, String lowerCaseName) {
        return find(b, start, end, lowerCaseName) >= 0;
    }

    /** Where the parameter begins, behind its semicolon; -1 if it isn't there. */
    private static int find(byte[] b, int start, int end, String lowerCaseName) {
        int at = indexOf(b, start, end, (byte) ';');
        while (at >= 0) {
            int name = Ascii.trimLeft(b, at + 1, end);
            int stop = name;
            while (stop < end && b[stop] != '=' && b[stop] != ';' && !Ascii.isSpace(b[stop])) stop++;
            if (Ascii.matches(b, name, stop, lowerCaseName)) return at + 1;
            at = indexOf(b, at + 1, end, (byte) ';');
        }
        return -1;
    }

    /** How many values follow behind commas. */
    static int further(byte[] b, int start, int end) {
        int count = 0;
        for (int at = indexOf(b, start, end, (byte) ','); at >= 0; at = indexOf(b, at + 1, end, (byte) ',')) count++;
        return count;
    }
}
