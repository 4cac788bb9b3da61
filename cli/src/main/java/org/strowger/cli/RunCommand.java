package org.strowger.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.configuration.Configuration;
import org.strowger.configuration.Configuration.Reading;
import org.strowger.configuration.ConfigurationReader;
import org.strowger.configuration.Problem;
import org.strowger.softswitch.Softswitch;
import org.strowger.softswitch.StartFailure;
import org.strowger.softswitch.log.Logging;
import org.strowger.statemachine.Lifeline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code strowger run DIR}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description =
                "Starts the switch. Ctrl-C or SIGTERM stops it: running calls may end first; a second Ctrl-C doesn't"
                        + " wait.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class RunCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    static final String HERE = ".";

    @Mixin
    private ConfigArgument config;

    @Override
    public Integer call() throws Exception {
        return run(config.path());
    }

    /** Starts a switch, and returns when it has stopped: the exit code. */
    static int run(Path config) throws Exception {
        Softswitch.warmUp(config);
        return switch (ConfigurationReader.read(config)) {
            case Reading.Good(Configuration configuration) -> run(configuration);
            case Reading.Bad(List<Problem> problems) -> {
                problems.forEach(System.err::println);
                yield Exit.PROBLEMS.code();
            }
        };
    }

    private static int run(Configuration configuration) throws Exception {
        Logging.Output output = Terminal.output();
        // With JSON on standard output, every line there is to be an object.
        PrintStream people = Logging.isJson(configuration.log(), output) ? System.err : System.out;
        try (Logging log = Logging.begin(configuration.log(), output);
                Softswitch softswitch = Softswitch.start(configuration, log.events())) {
            Stopping stopping = Stopping.onSignals();
            Greeting.lines(softswitch).forEach(people::println);
            people.println(readiness());
            stopping.await(softswitch, people).ifPresent(loss -> breakOff(loss, log));
        } catch (StartFailure failure) {
            failure.lines().forEach(System.err::println);
            return switch (failure.kind()) {
                case DIALPLAN -> Exit.PROBLEMS.code();
                case HOST -> Exit.REFUSED.code();
            };
        } catch (IOException noLog) {
            System.err.println(configuration.file() + ": log.file: " + noLog.getMessage());
            return Exit.REFUSED.code();
        }
        return Exit.DONE.code();
    }

    /** Ends the process at once: what would be closed in order may wait for the thread that is no more. */
    private static void breakOff(Lifeline.Loss loss, Logging log) {
        LOG.atError().setCause(loss.cause().orElse(null)).log("the switch can't go on: {}", loss);
        log.close();
        System.err.println("strowger: the switch can't go on: " + loss);
        System.err.flush();
        Runtime.getRuntime().halt(Exit.BROKEN.code());
    }

    /**
     * How long it took since the launcher began, as it says in the property {@code strowger.started} (microseconds of
     * the epoch). What the operating system tells of a process is counted from a boot time that may be a second off.
     */
    private static String readiness() {
        Long started = Long.getLong("strowger.started");
        if (started == null) return "ready";
        long millis = Math.max(0, System.currentTimeMillis() - started / 1000);
        return "ready in " + millis / 1000 + "." + millis % 1000 / 100 + " s";
    }
}
