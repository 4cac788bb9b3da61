package org.strowger.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code strowger test DIR}. The testkit is only there where the launcher was asked for this command. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description =
                "Runs the specifications (*.spec.groovy) of a dialplan: real signalling, media and script, in virtual time and without a network.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class TestCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "where they lie, with all directories below, or one of them (default: here)")
    private Path place;

    @Option(names = "--junit", paramLabel = "FILE", description = "writes the results as XML for a build server, too")
    private @Nullable Path junit;

    @Override
    public Integer call() throws IOException {
        if (!Files.exists(place)) {
            spec.commandLine().getErr().println("strowger: there is no " + place);
            return Exit.REFUSED.code();
        }
        return Tests.run(
                place,
                Optional.ofNullable(junit),
                spec.commandLine().getOut(),
                spec.commandLine().getErr());
    }
}
