package org.strowger.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.strowger.softswitch.log.Logging;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/** The command line. Exit codes are {@link Exit}'s. */
@Command(
        name = "strowger",
        mixinStandardHelpOptions = true,
        versionProvider = Main.VersionLine.class,
        description = "A SIP softswitch with a programmable dialplan.",
        subcommands = {
            RunCommand.class,
            CheckCommand.class,
            StatusCommand.class,
            StoryCommand.class,
            UnbanCommand.class,
            ReloadCommand.class,
            TestCommand.class,
            SippCommand.class,
            NewCommand.class,
            GenCommand.class,
            PhoneCommand.class,
            VersionsCommand.class,
            TableCommand.class,
            RollbackCommand.class,
            ExplainCommand.class,
            ReplayCommand.class,
            VisualizeCommand.class,
            RehearseCommand.class,
            HelpCommand.class
        },
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  done",
            "  1  the configuration or the dialplan has problems, a test failed, a call was refused or goes elsewhere",
            "  2  the command line is wrong, or the switch can't be started here, as when a port is taken",
            "  3  no running switch answers",
            "  70 the running switch has lost a thread that it can't live without: start it again"
        })
public final class Main {

    static {
        // Nothing here is annotated with closures; looking for them makes picocli start all of Groovy.
        System.setProperty("picocli.disable.closures", "true");
    }

    private Main() {}

    /** Runs one command and ends the process. */
    public static void main(String[] arguments) {
        System.exit(
                isPlainRun(arguments)
                        ? run(Path.of(arguments.length == 1 ? RunCommand.HERE : arguments[1]))
                        : execute(writer(System.out), writer(System.err), arguments));
    }

    /**
     * As switches are started. That needs no parser: reading what each command could take costs a quarter of a second
     * on a slow machine.
     */
    static boolean isPlainRun(String... arguments) {
        if (arguments.length == 0 || !arguments[0].equals("run")) return false;
        return arguments.length == 1 || (arguments.length == 2 && arguments[1].matches("[^-@].*"));
    }

    private static int run(Path config) {
        try {
            return RunCommand.run(config);
        } catch (Exception fault) {
            fault.printStackTrace();
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    /** Runs one command. */
    static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        Logging.silence();
        return new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler(Main::wrongUsage)
                .execute(arguments.length == 0 ? new String[] {"help"} : arguments);
    }

    private static int wrongUsage(ParameterException mistake, String... arguments) {
        CommandLine command = mistake.getCommandLine();
        command.getErr().println("strowger: " + mistake.getMessage());
        command.getErr()
                .println(command.getHelp().synopsisHeading()
                        + command.getHelp().synopsis(0).strip());
        command.getErr()
                .println("More: strowger help" + (command.getParent() == null ? "" : " " + command.getCommandName()));
        return Exit.REFUSED.code();
    }

    /** What {@code --version} says. */
    static final class VersionLine implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "strowger " + org.strowger.configuration.Version.NUMBER + " (Java "
                        + Runtime.version().feature() + ")"
            };
        }
    }
}
