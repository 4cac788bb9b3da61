package org.strowger.dialplan.text;

import java.util.List;
import java.util.Optional;

/** The text of a file, and where things stand in it. Lines and columns from 1. Immutable. */
public final class SourceText {

    private final String whole;
    private final List<String> lines;

    public SourceText(String text) {
        this.whole = text;
        this.lines = text.lines().toList();
    }

    /** All of it. */
    public String whole() {
        return whole;
    }

    /** A line without its end; empty where there is none. */
    public String line(int number) {
        return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
    }

    /** What the compiler gives as a node's place, cut to its first line and without the blanks that it counts in. */
    public Span between(int line, int column, int endLine, int endColumn) {
        String text = line(line);
        if (endLine < line || endColumn < 1) return word(line, column);
        int end = Math.min(endLine == line ? endColumn - 1 : text.length(), text.length());
        int last = Math.max(text.substring(0, Math.max(end, 0)).stripTrailing().length(), column);
        return Span.of(line, column, last - column + 1);
    }

    /** The word at a place, or the one character. */
    public Span word(int line, int column) {
        String text = line(line);
        int end = Math.max(column - 1, 0);
        while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) end++;
        return Span.of(line, column, Math.max(end - column + 1, 1));
    }

    /** A line without the blanks around it. */
    public Span whole(int line) {
        String text = line(line);
        int blanks = text.length() - text.stripLeading().length();
        return Span.of(line, blanks + 1, text.strip().length());
    }

    /** A word on the first line of a stretch, else anywhere on that line, else the stretch itself. */
    public Span find(Span within, String word) {
        return find(within.line(), within.column(), word)
                .or(() -> find(within.line(), 1, word))
                .orElse(within);
    }

    private Optional<Span> find(int line, int column, String word) {
        String text = line(line);
        for (int at = text.indexOf(word, column - 1); at >= 0; at = text.indexOf(word, at + 1)) {
            if (isWhole(text, at, at + word.length())) return Optional.of(Span.of(line, at + 1, word.length()));
        }
        return Optional.empty();
    }

    /** As it is written, on one line. */
    public String written(Span span) {
        var text = new StringBuilder();
        for (int n = span.line(); n <= span.endLine(); n++) {
            String whole = line(n);
            int from = n == span.line() ? Math.min(span.column() - 1, whole.length()) : 0;
            int to = n == span.endLine() ? Math.min(span.endColumn() - 1, whole.length()) : whole.length();
            text.append(n == span.line() ? "" : " ").append(whole, from, Math.max(from, to));
        }
        return text.toString().strip().replaceAll("\\s+", " ");
    }

    private static boolean isWhole(String text, int from, int to) {
        return (from == 0 || !Character.isJavaIdentifierPart(text.charAt(from - 1)))
                && (to >= text.length() || !Character.isJavaIdentifierPart(text.charAt(to)));
    }
}
