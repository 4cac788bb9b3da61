package org.strowger.dialplan;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/**
 * Something in a dialplan that keeps it from being loaded.
 *
 * @param file where it stands
 * @param line from 1
 * @param column from 1
 * @param message what is wrong
 * @param hint what to write instead, where that can be told
 */
public record Problem(Path file, int line, int column, String message, Optional<String> hint) {

    static final Comparator<Problem> BY_PLACE = Comparator.comparing(Problem::file)
            .thenComparingInt(Problem::line)
            .thenComparingInt(Problem::column)
            .thenComparing(Problem::message);

    /** As one line: {@code office.groovy:2:21: dial has no option 'timout' (did you mean 'timeout'?)}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message
                + hint.map(text -> " (" + text + ")").orElse("");
    }
}
