package org.strowger.cli;

import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** Which configuration a command is about: the argument CONFIG of those that need no running switch. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ConfigArgument {

    @Parameters(
            arity = "0..1",
            paramLabel = "CONFIG",
            defaultValue = RunCommand.HERE,
            description = "strowger.yaml, or its directory (default: here)")
    private Path config;

    /** {@code strowger.yaml}, or its directory. */
    Path path() {
        return config;
    }
}
