package org.strowger.dialplan.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Finds the bracket that makes a text unreadable: one that is never closed, or that closes nothing. Texts and comments
 * are passed over, as far as their marks tell; it is only asked where the compiler has given up. One use.
 */
public final class Brackets {

    /**
     * A bracket without its other half.
     *
     * @param line from 1
     * @param column from 1
     * @param bracket itself
     * @param missing its other half
     */
    public record Unmatched(int line, int column, char bracket, char missing) {}

    private record Open(char bracket, int at) {}

    private static final String OPENING = "({[";
    private static final String CLOSING = ")}]";

    private final String text;
    private final Deque<Open> open = new ArrayDeque<>();
    private int at;

    private Brackets(String text) {
        this.text = text;
    }

    /** The first that closes nothing, or whose own end comes too late; empty if all are in pairs. */
    public static Optional<Unmatched> unmatched(String text) {
        return new Brackets(text).find();
    }

    private Optional<Unmatched> find() {
        while (at < text.length()) {
            char c = text.charAt(at);
            int kind = CLOSING.indexOf(c);
            if (OPENING.indexOf(c) >= 0) open.push(new Open(c, at));
            else if (kind < 0) skip();
            else if (open.isEmpty()) return Optional.of(place(at, c, OPENING.charAt(kind)));
            else if (open.element().bracket() != OPENING.charAt(kind)) return Optional.of(unclosed(open.element()));
            else open.pop();
            at++;
        }
        return open.isEmpty() ? Optional.empty() : Optional.of(unclosed(open.element()));
    }

    private Unmatched unclosed(Open left) {
        return place(left.at(), left.bracket(), CLOSING.charAt(OPENING.indexOf(left.bracket())));
    }

    private Unmatched place(int index, char bracket, char missing) {
        int line = (int) text.substring(0, index).chars().filter(c -> c == '\n').count() + 1;
        return new Unmatched(line, index - text.lastIndexOf('\n', index - 1), bracket, missing);
    }

    /** Passes over a text or a comment that begins here, up to its last character. */
    private void skip() {
        if (text.startsWith("//", at)) until("\n", 2);
        else if (text.startsWith("/*", at)) until("*/", 2);
        else if (text.startsWith("~/", at)) until("/", 2);
        else if (text.startsWith("'''", at)) until("'''", 3);
        else if (text.startsWith("\"\"\"", at)) until("\"\"\"", 3);
        else if (text.charAt(at) == '\'') until("'", 1);
        else if (text.charAt(at) == '"') until("\"", 1);
    }

    private void until(String end, int from) {
        int next = at + from;
        while (next < text.length() && !text.startsWith(end, next)) next += text.charAt(next) == '\\' ? 2 : 1;
        at = Math.min(next + end.length() - 1, text.length());
    }
}
