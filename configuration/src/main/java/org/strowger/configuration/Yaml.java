package org.strowger.configuration;

import java.util.List;

/**
 * YAML as it was written: every value knows its line. Scalars keep their text, so that a password {@code 0100} stays
 * one.
 */
sealed interface Yaml {

    /** From 1. */
    int line();

    /** A word, a number, a quoted text. */
    record Scalar(int line, String text) implements Yaml {}

    /** A key without a value, or {@code null}. */
    record Nothing(int line) implements Yaml {}

    /** A list. */
    record Sequence(int line, List<Yaml> items) implements Yaml {}

    /** Keys with their values, in order; a key may occur twice, for the reader to say so. */
    record Mapping(int line, List<Entry> entries) implements Yaml {}

    /** A key, the line of the key, and its value. */
    record Entry(String key, int line, Yaml value) {}
}
