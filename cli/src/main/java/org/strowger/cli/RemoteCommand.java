package org.strowger.cli;

import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** A command that asks a running switch, and takes nothing else than where that is. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
abstract class RemoteCommand extends AdminCommand {

    @Parameters(
            arity = "0..1",
            paramLabel = "CONFIG",
            defaultValue = ".",
            description = "strowger.yaml of the running switch, or its directory (default: here)")
    private Path config;

    @Override
    final Path config() {
        return config;
    }
}
