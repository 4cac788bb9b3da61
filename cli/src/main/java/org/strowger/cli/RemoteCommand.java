package org.strowger.cli;

import java.nio.file.Path;
import picocli.CommandLine.Mixin;

/** A command that asks a running switch, and takes nothing else than where that is. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
abstract class RemoteCommand extends AdminCommand {

    @Mixin
    private RunningConfigArgument config;

    @Override
    final Path config() {
        return config.path();
    }
}
