package org.strowger.softswitch.log;

/** What comes from the network must not draw on the operator's terminal. */
public final class TerminalText {

    private TerminalText() {}

    /** The text with a space in place of whatever would draw. */
    public static String of(String written) {
        if (written.codePoints().noneMatch(TerminalText::draws)) return written;
        StringBuilder text = new StringBuilder(written.length());
        written.codePoints().map(c -> draws(c) ? ' ' : c).forEach(text::appendCodePoint);
        return text.toString();
    }

    /**
     * Controls, what turns the direction of writing or is not seen (bidi controls, zero widths), and what ends a line
     * in Unicode.
     */
    private static boolean draws(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
