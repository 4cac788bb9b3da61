package org.strowger.dialplan.number;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.strowger.dialplan.number.NumberLanguage.Piece;
import org.strowger.dialplan.number.NumberLanguage.Symbols;

/**
 * Reads the regular part of {@link Pattern}'s syntax: literals, classes, groups, alternatives, quantifiers. What goes
 * beyond a regular language (references back, looking around, possessive quantifiers) or is rare in dialplans (flags,
 * quotations, nested classes) is not decided. One use.
 */
public final class ExpressionLanguage {

    /** Beyond what is decided here. */
    private static final class Undecided extends RuntimeException {
        private static final long serialVersionUID = 1;

        Undecided() {
            super("undecided", null, false, false);
        }
    }

    private static final int MOST_COPIES = 64;
    private static final int NO_LIMIT = -1;
    private static final Symbols WORD =
            range('a', 'z').or(range('A', 'Z')).or(range('0', '9')).or(Symbols.of('_'));

    private final String text;
    private int at;

    private ExpressionLanguage(String text) {
        this.text = text;
    }

    /** The numbers that the expression matches as a whole; empty where that can't be told. */
    public static Optional<NumberLanguage> of(Pattern expression) {
        if (expression.flags() != 0) return Optional.empty();
        String text = expression.pattern();
        String inner = text.startsWith("^") ? text.substring(1) : text; // the whole number is matched anyway
        if (inner.endsWith("$") && !inner.endsWith("\\$")) inner = inner.substring(0, inner.length() - 1);
        var reader = new ExpressionLanguage(inner);
        try {
            var piece = reader.alternatives();
            return reader.more() ? Optional.empty() : Optional.of(new NumberLanguage(piece));
        } catch (Undecided beyond) {
            return Optional.empty();
        }
    }

    private Piece alternatives() {
        var all = new ArrayList<>(List.of(sequence()));
        while (take("|")) all.add(sequence());
        return all.size() == 1 ? all.getFirst() : Piece.oneOf(all);
    }

    private Piece sequence() {
        var all = new ArrayList<Piece>();
        while (more() && peek() != '|' && peek() != ')') all.add(quantified(atom()));
        return Piece.inTurn(all);
    }

    private Piece atom() {
        char c = next();
        return switch (c) {
            case '(' -> group();
            case '[' -> Piece.of(set());
            case '.' -> Piece.of(Symbols.ANY);
            case '\\' -> Piece.of(escaped());
            case '^', '$', '?', '*', '+', '{' -> throw new Undecided();
            default -> Piece.of(literal(c));
        };
    }

    private Piece group() {
        if (take("?")) {
            if (take("<") && more() && Character.isLetter(peek())) at = text.indexOf('>', at) + 1;
            else if (!take(":")) throw new Undecided();
        }
        var inner = alternatives();
        if (!take(")")) throw new Undecided();
        return inner;
    }

    private Piece quantified(Piece piece) {
        if (!more()) return piece;
        Piece all;
        if (take("?")) all = piece.optional();
        else if (take("*")) all = piece.repeated();
        else if (take("+")) all = Piece.inTurn(List.of(piece, piece.repeated()));
        else if (take("{")) all = counted(piece);
        else return piece;
        take("?"); // reluctant: the same numbers
        if (more() && "+*?{".indexOf(peek()) >= 0) throw new Undecided();
        return all;
    }

    private Piece counted(Piece piece) {
        int least = number();
        int most = take(",") ? (more() && peek() == '}' ? NO_LIMIT : number()) : least;
        if (!take("}") || least > MOST_COPIES || most > MOST_COPIES) throw new Undecided();
        var all = new ArrayList<>(Collections.nCopies(least, piece));
        if (most == NO_LIMIT) all.add(piece.repeated());
        else all.addAll(Collections.nCopies(most - least, piece.optional()));
        return Piece.inTurn(all);
    }

    private int number() {
        int from = at;
        while (more() && Character.isDigit(peek())) at++;
        if (from == at || at - from > 3) throw new Undecided();
        return Integer.parseInt(text, from, at, 10);
    }

    private Symbols set() {
        boolean negated = take("^");
        Symbols members = Symbols.NONE;
        do {
            char c = next();
            if (c == '[' || c == '&') throw new Undecided();
            if (c == '\\') members = members.or(escaped());
            else if (at + 1 < text.length() && peek() == '-' && text.charAt(at + 1) != ']')
                members = members.or(range(c));
            else members = members.or(literal(c));
        } while (more() && peek() != ']');
        if (!take("]")) throw new Undecided();
        return negated ? members.not() : members;
    }

    private Symbols range(char first) {
        at++;
        char last = next();
        if (last == '\\' || last < first || last >= NumberLanguage.OTHER || first < ' ') throw new Undecided();
        return range(first, last);
    }

    private static Symbols range(char first, char last) {
        Symbols all = Symbols.NONE;
        for (char c = first; c <= last; c++) all = all.or(Symbols.of(c));
        return all;
    }

    private Symbols escaped() {
        char c = next();
        return switch (c) {
            case 'd' -> Symbols.DIGITS;
            case 'D' -> Symbols.DIGITS.not();
            case 'w' -> WORD;
            case 'W' -> WORD.not();
            default -> {
                if (Character.isLetterOrDigit(c)) throw new Undecided();
                yield literal(c);
            }
        };
    }

    private static Symbols literal(char c) {
        if (c < ' ' || c >= NumberLanguage.OTHER) throw new Undecided();
        return Symbols.of(c);
    }

    private boolean more() {
        return at < text.length();
    }

    private char peek() {
        return text.charAt(at);
    }

    private char next() {
        if (!more()) throw new Undecided();
        return text.charAt(at++);
    }

    private boolean take(String wanted) {
        if (!text.startsWith(wanted, at)) return false;
        at += wanted.length();
        return true;
    }
}
