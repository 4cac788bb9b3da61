package org.strowger.configuration;

import java.util.List;

/**
 * Keys that are written together.
 *
 * @param path {@code media}; {@code listen[]} for each item of a list, {@code accounts.NAME} for each entry of a mapping; empty for the top
 * @param about an introduction for the documentation
 * @param example YAML
 */
record Section(String path, String about, String example, List<Key<?>> keys) {

    Section(String path, String about, String example, Key<?>... keys) {
        this(path, about, example, List.of(keys));
    }

    /** The key of the parent under which it is found. */
    String name() {
        return path.replaceAll("(\\[]|\\.NAME)$", "");
    }
}
