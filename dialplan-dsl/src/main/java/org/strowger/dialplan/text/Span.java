package org.strowger.dialplan.text;

/**
 * A stretch of a file: lines and columns from 1, columns counted in UTF-16 units as editors do, the end not included.
 *
 * @param endLine at least {@code line}
 * @param endColumn one past the last character
 */
public record Span(int line, int column, int endLine, int endColumn) {

    /** Mends what a compiler may say: a place before the file, or an end before the beginning. */
    public Span {
        line = Math.max(line, 1);
        column = Math.max(column, 1);
        endLine = Math.max(endLine, line);
        endColumn = endLine == line ? Math.max(endColumn, column + 1) : Math.max(endColumn, 1);
    }

    /** A stretch of one line. */
    public static Span of(int line, int column, int length) {
        return new Span(line, column, line, column + length);
    }
}
