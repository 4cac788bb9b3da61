package org.strowger.configuration;

import java.util.List;

/**
 * Keys that are written together.
 *
 * @param path {@code media}; {@code records.webhook} for what is written below another one's keys; {@code listen[]} for
 *     each item of a list, {@code accounts.NAME} for each entry of a mapping; {@code trunks.NAME.register} for what is
 *     written below such an entry; empty for the top
 * @param about an introduction for the documentation
 * @param example YAML
 */
record Section(String path, String about, String example, List<Key<?>> keys) {

    Section(String path, String about, String example, Key<?>... keys) {
        this(path, about, example, List.of(keys));
    }

    /** The key of the parent under which it is found. */
    String name() {
        return place().replaceAll("^.*\\.", "");
    }

    /** Whether it is written below another one's keys, and not at the top. */
    boolean isWithin(Section other) {
        return !other.path.isEmpty() && path.startsWith(other.path + ".");
    }

    boolean isAtTop() {
        return !place().contains(".");
    }

    /** Of all its items or entries together. */
    private String place() {
        return path.replaceAll("(\\[]|\\.NAME)$", "");
    }
}
