package org.strowger.configuration;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the tables of dialplans are kept.
 *
 * @param database the name of the one that keeps them; empty for one of our own
 * @param directory where that lies
 * @param rows of each table, at most
 */
public record TableSettings(Optional<String> database, Path directory, int rows) {

    /** In a directory beside the working one. */
    static TableSettings usual() {
        return new TableSettings(Optional.empty(), Path.of("tables"), 100_000);
    }
}
