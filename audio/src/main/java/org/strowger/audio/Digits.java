package org.strowger.audio;

/**
 * The sixteen digits of a telephone as characters, as events of RFC 4733 (§3.2, codes 0 to 15) and as pairs of tones
 * (ITU-T Q.23).
 */
public final class Digits {

    /** In the order of the event codes. */
    public static final String ALL = "0123456789*#ABCD";

    private static final String KEYPAD = "123A456B789C*0#D";
    private static final int[] ROWS = {697, 770, 852, 941};
    private static final int[] COLUMNS = {1209, 1336, 1477, 1633};

    private Digits() {}

    /** Whether a character is one of the sixteen. */
    public static boolean isDigit(char digit) {
        return ALL.indexOf(digit) >= 0;
    }

    /** The event code, 0 to 15. */
    public static int event(char digit) {
        int event = ALL.indexOf(digit);
        if (event < 0) throw new IllegalArgumentException("'" + digit + "' is no digit: 0-9, *, #, A-D");
        return event;
    }

    public static char ofEvent(int event) {
        return ALL.charAt(event);
    }

    public static boolean isDigitEvent(int event) {
        return event >= 0 && event < ALL.length();
    }

    static char at(int row, int column) {
        return KEYPAD.charAt(4 * row + column);
    }

    /** Frequency of the lower tone, Hz. */
    static int low(char digit) {
        return ROWS[KEYPAD.indexOf(digit) / 4];
    }

    /** Frequency of the upper tone, Hz. */
    static int high(char digit) {
        return COLUMNS[KEYPAD.indexOf(digit) % 4];
    }

    static int row(int index) {
        return ROWS[index];
    }

    static int column(int index) {
        return COLUMNS[index];
    }
}
