package org.strowger.configuration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one file. */
final class Problems {

    private final Path file;
    private final List<Problem> all = new ArrayList<>();

    Problems(Path file) {
        this.file = file;
    }

    void add(int line, String key, String text) {
        all.add(new Problem(file, line, key, text));
    }

    void add(Configuration.Place at, String text) {
        add(at.line(), at.key(), text);
    }

    /** In the file's order. */
    List<Problem> all() {
        return all.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
    }
}
