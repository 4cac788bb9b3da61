package org.strowger.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  done",
            "  1  the configuration or the dialplan has problems, a test failed, a call was refused",
            "  2  the command line is wrong, or the switch can't be started here, as when a port is taken",
            "  3  no running switch answers"
        })
public final class Main {

    /** Those by whose names they are known; {@code help} lists them in this order. */
    private static final List<Class<?>> COMMANDS = List.of(
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
            HelpCommand.class);

    /** A switch is to start soon: reading what each of the others takes would be a tenth of a second. */
    private static final List<Class<?>> STARTING = List.of(RunCommand.class);

    static {
        // Nothing here is annotated with closures; looking for them makes picocli start all of Groovy.
        System.setProperty("picocli.disable.closures", "true");
    }

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
        CommandLine line = new CommandLine(new Main());
        List<Class<?>> commands = arguments.length > 0 && arguments[0].equals("run") ? STARTING : COMMANDS;
        commands.forEach(line::addSubcommand);
        return line.setOut(out)
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
