package org.strowger.dialplan.text;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Something in a dialplan that keeps it from being loaded.
 *
 * @param file where it stands
 * @param span the offending text
 * @param code what kind of mistake it is
 * @param message what is wrong
 * @param hint what to write instead, where that can be told
 * @param source the line of the file that the span begins on; empty if the file can't be read
 */
public record Problem(Path file, Span span, ProblemCode code, String message, Optional<String> hint, String source) {

    public static final Comparator<Problem> BY_PLACE = Comparator.comparing(Problem::file)
            .thenComparingInt(Problem::line)
            .thenComparingInt(Problem::column)
            .thenComparing(Problem::message);

    /** From 1. */
    public int line() {
        return span.line();
    }

    /** From 1. */
    public int column() {
        return span.column();
    }

    /** For people: the problem, the line that it is on, and the offending text underlined, with the hint behind it. */
    public List<String> lines() {
        String first = file + ":" + line() + ":" + column() + ": " + message;
        if (source.isBlank()) return List.of(first + inBrackets());
        String number = "%5d | ".formatted(line());
        int length = span.endLine() == span.line() ? span.endColumn() - span.column() : 1;
        String underline = "      | " + blank(column() - 1) + "^".repeat(length);
        return List.of(
                first, number + source, underline + hint.map(text -> " " + text).orElse(""));
    }

    /** As wide as what stands before the offending text: tabs stay tabs. */
    private String blank(int width) {
        var blank = new StringBuilder();
        for (int i = 0; i < width; i++) blank.append(i < source.length() && source.charAt(i) == '\t' ? '\t' : ' ');
        return blank.toString();
    }

    private String inBrackets() {
        return hint.map(text -> " (" + text + ")").orElse("");
    }

    /** As one line: {@code office.groovy:2:21: dial has no option 'timout' (did you mean 'timeout'?)}. */
    @Override
    public String toString() {
        return file + ":" + line() + ":" + column() + ": " + message + inBrackets();
    }
}
