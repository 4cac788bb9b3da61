package org.strowger.dialplan.number;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;

/**
 * A pattern for dialled numbers: {@code X} is 0–9, {@code Z} 1–9, {@code N} 2–9, {@code [1-57]} a set, {@code .} one or
 * more of anything, {@code !} none or more of anything; other characters stand for themselves. Immutable; {@link
 * #matches} allocates nothing, and takes at most the product of both lengths in steps.
 */
public final class NumberPattern {

    /** A pattern that can't be understood. */
    public static final class BadPattern extends IllegalArgumentException {
        private static final long serialVersionUID = 1;
        private final int index;

        BadPattern(String message, int index) {
            super(message);
            this.index = index;
        }

        /** Where in the pattern, from 0. */
        public int index() {
            return index;
        }
    }

    private static final long DIGITS = 0x03FFL << '0';
    private static final byte SET = 0;
    private static final byte LITERAL = 1;
    private static final byte ANYTHING = 2;
    private static final byte REST = 3;

    private final String text;
    private byte[] kinds = new byte[8];
    private long[] low = new long[8]; // of a SET: characters 0 to 63; of a LITERAL: the character
    private long[] high = new long[8]; // of a SET: characters 64 to 127
    private int length;

    private NumberPattern(String text) {
        this.text = text;
    }

    /**
     * Compiles a pattern.
     *
     * @throws BadPattern if it is empty, or a set in it is not closed, empty, or has a range that runs backwards
     */
    public static NumberPattern compile(String text) {
        if (text.isEmpty()) throw new BadPattern("the pattern is empty", 0);
        var pattern = new NumberPattern(text);
        for (int i = 0; i < text.length(); i++) i = pattern.add(i);
        return pattern;
    }

    /** Whether the whole number fits. */
    public boolean matches(String number) {
        int end = number.length();
        int at = 0;
        int element = 0;
        int resumeElement = -1; // after the last REST met, and
        int resumeAt = 0; // how far it has eaten
        while (at < end) {
            if (element < length && kinds[element] == REST) {
                resumeElement = ++element;
                resumeAt = at;
            } else if (element < length && accepts(element, number.charAt(at))) {
                element++;
                at++;
            } else if (resumeElement >= 0) {
                element = resumeElement;
                at = ++resumeAt;
            } else {
                return false;
            }
        }
        while (element < length && kinds[element] == REST) element++;
        return element == length;
    }

    /** All numbers that fit; empty where that can't be told. */
    public Optional<NumberLanguage.Piece> language() {
        var pieces = new ArrayList<NumberLanguage.Piece>();
        for (int i = 0; i < length; i++) {
            switch (kinds[i]) {
                case SET -> pieces.add(NumberLanguage.Piece.of(new NumberLanguage.Symbols(low[i], high[i])));
                case LITERAL -> {
                    if (low[i] >= NumberLanguage.OTHER) return Optional.empty();
                    pieces.add(NumberLanguage.Piece.of(NumberLanguage.Symbols.of((char) low[i])));
                }
                case ANYTHING -> pieces.add(NumberLanguage.Piece.of(NumberLanguage.Symbols.ANY));
                default ->
                    pieces.add(
                            NumberLanguage.Piece.of(NumberLanguage.Symbols.ANY).repeated());
            }
        }
        return Optional.of(NumberLanguage.Piece.inTurn(pieces));
    }

    /** Whether a longer number that begins so may fit. Patterns of up to 62 elements. */
    public boolean canGrow(String beginning) {
        if (length > 62) throw new IllegalArgumentException("the pattern '" + text + "' is too long for a choice");
        long reached = closure(1);
        for (int i = 0; i < beginning.length(); i++) reached = closure(step(reached, beginning.charAt(i)));
        // Something is still to come wherever an element is left, or one that takes any number of characters was
        // reached.
        return (reached & ((1L << length) - 1)) != 0;
    }

    /** The elements that may come next behind this character; a REST stays where it is. */
    private long step(long reached, char c) {
        long next = 0;
        for (int element = 0; element < length; element++) {
            if ((reached >>> element & 1) == 0) continue;
            if (kinds[element] == REST) next |= 1L << element;
            else if (accepts(element, c)) next |= 1L << (element + 1);
        }
        return next;
    }

    /** And those that may be reached without one, because a REST may be nothing. */
    private long closure(long reached) {
        long all = reached;
        for (int element = 0; element < length; element++)
            if ((all >>> element & 1) != 0 && kinds[element] == REST) all |= 1L << (element + 1);
        return all;
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }

    /** What one character of a number, or a rest of any length, may be. */
    record Element(byte kind, long low, long high) {
        boolean isRest() {
            return kind == REST;
        }

        boolean isLiteral() {
            return kind == LITERAL;
        }

        boolean isSet() {
            return kind == SET;
        }

        char literal() {
            return (char) low;
        }

        boolean accepts(char c) {
            return isMember(low, high, c);
        }
    }

    int length() {
        return length;
    }

    Element element(int index) {
        return new Element(kinds[index], low[index], high[index]);
    }

    private static boolean isMember(long low, long high, char c) {
        return c < 64 ? (low >>> c & 1) != 0 : c < 128 && (high >>> c & 1) != 0;
    }

    private boolean accepts(int element, char c) {
        return switch (kinds[element]) {
            case SET -> isMember(low[element], high[element], c);
            case LITERAL -> low[element] == c;
            default -> true;
        };
    }

    /** Adds the element at an index; answers the index of its last character. */
    private int add(int at) {
        char c = text.charAt(at);
        switch (c) {
            case 'X' -> append(SET, DIGITS, 0);
            case 'Z' -> append(SET, DIGITS & ~(1L << '0'), 0);
            case 'N' -> append(SET, DIGITS & ~(3L << '0'), 0);
            case '.' -> {
                append(ANYTHING, 0, 0);
                append(REST, 0, 0);
            }
            case '!' -> append(REST, 0, 0);
            case '[' -> {
                return addSet(at);
            }
            default -> append(LITERAL, c, 0);
        }
        return at;
    }

    private int addSet(int open) {
        int close = text.indexOf(']', open);
        if (close < 0) throw new BadPattern("the set is not closed: ']' is missing", open);
        if (close == open + 1) throw new BadPattern("the set is empty", open);
        long[] members = new long[2];
        for (int i = open + 1; i < close; i++) {
            boolean range = i + 2 < close && text.charAt(i + 1) == '-';
            char first = text.charAt(i);
            char last = range ? text.charAt(i + 2) : first;
            if (first > last) throw new BadPattern("the range " + first + "-" + last + " runs backwards", i);
            if (last > 127) throw new BadPattern("a set holds ASCII characters only", i);
            for (char c = first; c <= last; c++) members[c >> 6] |= 1L << c;
            if (range) i += 2;
        }
        append(SET, members[0], members[1]);
        return close;
    }

    private void append(byte kind, long lowBits, long highBits) {
        if (length == kinds.length) {
            kinds = Arrays.copyOf(kinds, length * 2);
            low = Arrays.copyOf(low, length * 2);
            high = Arrays.copyOf(high, length * 2);
        }
        kinds[length] = kind;
        low[length] = lowBits;
        high[length++] = highBits;
    }
}
