package org.strowger.sip.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * What the index needs to know about ranges of bytes, from start to one past the end. Allocates only to make strings.
 */
public final class Ascii {

    /**
     * Stands for NUL in strings: JAIN-SIP takes NUL for the end of its input. A lone surrogate never comes out of
     * UTF-8.
     */
    public static final char NUL = '\uD800';

    private static final boolean[] TOKEN = new boolean[128];

    static {
        for (char c = '0'; c <= '9'; c++) TOKEN[c] = true;
        for (char c = 'a'; c <= 'z'; c++) TOKEN[c] = TOKEN[c - 32] = true;
        for (char c : "-.!%*_+`'~".toCharArray()) TOKEN[c] = true;
    }

    private Ascii() {}

    /** Whether the byte is white space, folds and ends of lines among it. */
    public static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }

    /** The first byte of the range that is no white space; its end if there is none. */
    public static int trimLeft(byte[] b, int start, int end) {
        int i = start;
        while (i < end && isSpace(b[i])) i++;
        return i;
    }

    /** One past the last byte of the range that is no white space; its start if there is none. */
    public static int trimRight(byte[] b, int start, int end) {
        int i = end;
        while (i > start && isSpace(b[i - 1])) i--;
        return i;
    }

    /** Whether the byte, not negative, is one of RFC 3261's {@code token}. */
    public static boolean isToken(byte b) {
        return TOKEN[b];
    }

    /** Whether all bytes are those of RFC 3261's {@code token}. */
    public static boolean isToken(byte[] b, int start, int end) {
        for (int i = start; i < end; i++) if (b[i] < 0 || !TOKEN[b[i]]) return false;
        return end > start;
    }

    /** Whether all bytes are ASCII that one can see, and there is one. */
    static boolean isVisible(byte[] b, int start, int end) {
        for (int i = start; i < end; i++) if (b[i] <= ' ' || b[i] == 0x7f) return false;
        return end > start;
    }

    /** The byte, a capital letter as a small one. */
    public static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
    }

    /** Whether the range holds this text, written in lower case, in any case. */
    public static boolean matches(byte[] b, int start, int end, String lowerCase) {
        if (end - start != lowerCase.length()) return false;
        for (int i = start; i < end; i++) if (lower(b[i]) != lowerCase.charAt(i - start)) return false;
        return true;
    }

    /** The range as a string, byte for character. */
    public static String latin(byte[] b, int start, int end) {
        return new String(b, start, end - start, StandardCharsets.ISO_8859_1);
    }

    /**
     * A number of decimal digits, leading zeros allowed: -1 if it is none, {@code max + 1} if it is larger than max.
     */
    public static long number(byte[] b, int start, int end, long max) {
        if (start >= end) return -1;
        long value = 0;
        for (int i = start; i < end; i++) {
            if (b[i] < '0' || b[i] > '9') return -1;
            value = Math.min(value * 10 + (b[i] - '0'), max + 1);
        }
        return value;
    }

    /** The range as text, folds as one space each; UTF-8, or where it isn't that, Latin-1. */
    public static String unfolded(byte[] b, int start, int end) {
        boolean plain = true;
        for (int i = start; i < end && plain; i++) plain = b[i] > 0 && b[i] != '\r' && b[i] != '\n';
        if (plain) return latin(b, start, end);
        byte[] line = new byte[end - start];
        int length = 0;
        for (int i = start; i < end; i++) {
            if (b[i] == '\r' || b[i] == '\n') {
                int next = trimLeft(b, i, end);
                line[length++] = ' ';
                i = next - 1;
            } else {
                line[length++] = b[i];
            }
        }
        return decoded(line, length).replace('\0', NUL);
    }

    private static String decoded(byte[] b, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(b, 0, length))
                    .toString();
        } catch (CharacterCodingException _) {
            return latin(b, 0, length);
        }
    }
}
