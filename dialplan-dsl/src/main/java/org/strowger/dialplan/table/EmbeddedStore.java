package org.strowger.dialplan.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.strowger.dialplan.data.Databases;
import org.strowger.statemachine.Secret;

/** A database (H2) in a file of our own. What is committed is in the file, so that no end of the process loses it. */
record EmbeddedStore(Path directory) {

    static final String NAME = "tables";

    private static final String FILE = "strowger";
    private static final String SUFFIX = ".mv.db"; // H2 gives it to the file

    /** What goes wrong is told by its exceptions alone. */
    private static final String SILENT = ";TRACE_LEVEL_FILE=0;TRACE_LEVEL_SYSTEM_OUT=0";

    /** No delay of writes; we close it ourselves, behind the last call. */
    private static final String MANNER = ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE" + SILENT;

    private static final int CONNECTIONS = 8;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    Databases databases() {
        return of("jdbc:h2:file:" + directory.toAbsolutePath().resolve(FILE) + MANNER);
    }

    /** As it is on the disk at the moment: the process that has it open keeps all others from the file itself. */
    Databases copy() {
        Path file = directory.resolve(FILE + SUFFIX);
        if (!Files.exists(file)) return of("jdbc:h2:mem:;DB_CLOSE_DELAY=-1");
        try {
            Path copy = Files.createTempDirectory("strowger-tables");
            Path copied = copy.resolve(FILE + SUFFIX);
            Files.copy(file, copied);
            copy.toFile().deleteOnExit();
            copied.toFile().deleteOnExit();
            return of("jdbc:h2:file:" + copy.resolve(FILE) + SILENT);
        } catch (IOException e) {
            throw new TableFailed("the store of tables can't be read: " + e);
        }
    }

    private static Databases of(String url) {
        var settings = new Databases.Settings(Secret.of(url), Optional.empty(), Optional.empty(), CONNECTIONS, TIMEOUT);
        return new Databases(Map.of(NAME, settings));
    }
}
