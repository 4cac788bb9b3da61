package org.strowger.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.strowger.softswitch.Configuration;
import org.strowger.softswitch.Configuration.Reading;
import org.strowger.softswitch.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code strowger check DIR}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Checks the configuration and its dialplan, and lists all that is wrong with them.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "CONFIG",
            defaultValue = ".",
            description = "strowger.yaml, or its directory (default: here)")
    private Path config;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        return switch (Configuration.read(config)) {
            case Reading.Bad(List<Problem> problems) -> {
                problems.forEach(out::println);
                yield Exit.PROBLEMS.code();
            }
            case Reading.Good(Configuration configuration) -> {
                out.println(configuration.file() + ": ok");
                yield Exit.DONE.code();
            }
        };
    }
}
