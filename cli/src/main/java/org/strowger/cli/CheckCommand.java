package org.strowger.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.strowger.configuration.Configuration;
import org.strowger.configuration.Configuration.Reading;
import org.strowger.configuration.ConfigurationReader;
import org.strowger.configuration.Problem;
import org.strowger.dialplan.LoadResult;
import org.strowger.softswitch.Softswitch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    @Mixin
    private ConfigArgument config;

    @Option(
            names = "--json",
            description = "as JSON: a list of diagnostics in the shape of the Language Server Protocol")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Softswitch.warmUp(config.path());
        return switch (ConfigurationReader.read(config.path())) {
            case Reading.Bad(List<Problem> problems) -> {
                if (json) out.println(Diagnostics.ofConfiguration(problems));
                else problems.forEach(out::println);
                yield Exit.PROBLEMS.code();
            }
            case Reading.Good(Configuration configuration) -> check(configuration, out);
        };
    }

    private int check(Configuration configuration, PrintWriter out) {
        return switch (Softswitch.checkDialplan(configuration)) {
            case LoadResult.Failed failed -> {
                if (json) out.println(Diagnostics.ofDialplan(failed.problems()));
                else failed.problems().forEach(problem -> problem.lines().forEach(out::println));
                yield Exit.PROBLEMS.code();
            }
            case LoadResult.Loaded loaded -> {
                if (json) out.println(Diagnostics.ofDialplan(List.of()));
                else
                    out.println(configuration.file() + ": ok, "
                            + configuration.accounts().size() + " accounts, "
                            + configuration.trunks().size() + " trunks, "
                            + loaded.dialplan().routes().size() + " routes");
                yield Exit.DONE.code();
            }
        };
    }
}
