package org.strowger.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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
            ReloadCommand.class,
            TestCommand.class,
            SippCommand.class,
            NewCommand.class,
            GenCommand.class,
            PhoneCommand.class,
            VersionsCommand.class,
            RollbackCommand.class,
            ExplainCommand.class,
            VisualizeCommand.class,
            RehearseCommand.class,
            HelpCommand.class
        },
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  done",
            "  1  the configuration or the dialplan has problems, a test failed, a call was refused",
            "  2  the command line is wrong, or the switch can't be started here, as when a port is taken",
            "  3  no running switch answers"
        })
public final class Main {

    private Main() {}

    /** Runs one command and ends the process. */
    public static void main(String[] arguments) {
        System.exit(execute(writer(System.out), writer(System.err), arguments));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    /** Runs one command. */
    static int execute(PrintWriter out, PrintWriter err, String... arguments) {
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
                "strowger " + org.strowger.softswitch.Version.NUMBER + " (Java "
                        + Runtime.version().feature() + ")"
            };
        }
    }
}
