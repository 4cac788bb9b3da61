package org.strowger.softswitch.config;

import java.util.Comparator;
import java.util.List;

/** What somebody who mistyped a word may have meant. */
final class Suggestion {

    private Suggestion() {}

    static String among(List<String> known, String typed) {
        return known.stream()
                .min(Comparator.comparingInt(word -> distance(word, typed)))
                .filter(nearest ->
                        distance(nearest, typed) <= (typed.length() < 4 ? 1 : Math.max(2, typed.length() / 3)))
                .map(nearest -> "did you mean '" + nearest + "'?")
                .orElseGet(() -> "known here: " + String.join(", ", known));
    }

    /** Levenshtein's. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) row[j] = j;
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
