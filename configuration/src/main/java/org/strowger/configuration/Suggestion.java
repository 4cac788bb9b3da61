package org.strowger.configuration;

import java.util.Comparator;
import java.util.List;
import org.strowger.dialplan.text.Spelling;

/** What somebody who mistyped a word may have meant. */
final class Suggestion {

    private Suggestion() {}

    static String among(List<String> known, String typed) {
        return known.stream()
                .min(Comparator.comparingInt(word -> Spelling.distance(word, typed)))
                .filter(nearest ->
                        Spelling.distance(nearest, typed) <= (typed.length() < 4 ? 1 : Math.max(2, typed.length() / 3)))
                .map(nearest -> "did you mean '" + nearest + "'?")
                .orElseGet(() -> "known here: " + String.join(", ", known));
    }
}
