package org.strowger.cli;

import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** Which running switch is asked: the argument CONFIG, the last of all that a command has. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class RunningConfigArgument {

    @Parameters(
            arity = "0..1",
            paramLabel = "CONFIG",
            defaultValue = RunCommand.HERE,
            description = "strowger.yaml of the running switch, or its directory (default: here)")
    private Path config;

    /** {@code strowger.yaml}, or its directory. */
    Path path() {
        return config;
    }
}
