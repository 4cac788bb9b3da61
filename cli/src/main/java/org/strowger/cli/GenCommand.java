package org.strowger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code strowger gen handler NAME}. */
@Command(
        name = "gen",
        mixinStandardHelpOptions = true,
        description = "Writes parts of a dialplan.",
        subcommands = GenCommand.Handler.class,
        synopsisSubcommandLabel = "handler")
final class GenCommand {

    private GenCommand() {}

    /** A named handler with its route and its test. */
    @Command(
            name = "handler",
            mixinStandardHelpOptions = true,
            description =
                    "Writes NAME.groovy, a route with a named handler, and NAME.spec.groovy, its test; dialplan.groovy includes it.")
    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    static final class Handler implements Callable<Integer> {

        private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]*");

        @Spec
        private CommandSpec spec;

        @Parameters(index = "0", paramLabel = "NAME", description = "letters and digits, a small one first: support")
        private String name;

        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "DIR",
                defaultValue = ".",
                description = "where the dialplan is (default: here)")
        private Path directory;

        @Option(
                names = "--number",
                paramLabel = "PATTERN",
                defaultValue = "2000",
                description = "the number that it takes (default: 2000)")
        private String number;

        @Override
        public Integer call() throws IOException {
            PrintWriter err = spec.commandLine().getErr();
            Path plan = directory.resolve("dialplan.groovy");
            Path handler = directory.resolve(name + ".groovy");
            Path test = directory.resolve(name + ".spec.groovy");
            if (!NAME.matcher(name).matches()) {
                err.println(
                        "strowger: '" + name + "' can't be a handler's name: letters and digits, a small one first");
                return Exit.REFUSED.code();
            }
            if (!Files.isRegularFile(plan)) {
                err.println("strowger: there is no " + plan + "; 'strowger new' writes one");
                return Exit.REFUSED.code();
            }
            if (Files.exists(handler) || Files.exists(test)) {
                err.println("strowger: " + handler + " or " + test + " is there already");
                return Exit.REFUSED.code();
            }
            Files.writeString(handler, filled("gen/handler.groovy"));
            Files.writeString(test, filled("gen/handler.spec.groovy"));
            Files.writeString(plan, "\ninclude '" + name + ".groovy'\n", StandardOpenOption.APPEND);
            spec.commandLine().getOut().println("written: " + handler + ", " + test + "; " + plan + " includes it");
            return Exit.DONE.code();
        }

        private String filled(String template) throws IOException {
            String type = Character.toUpperCase(name.charAt(0)) + name.substring(1);
            return Template.text(template)
                    .replace("handlerName", name)
                    .replace("HandlerName", type)
                    .replace("PATTERN", number)
                    .replace("EXAMPLE", example());
        }

        /** A number that the pattern takes, where that can be told. */
        private String example() {
            return number.replaceAll("\\[(.)[^\\]]*\\]", "$1")
                    .replace('X', '5')
                    .replace('Z', '5')
                    .replace('N', '5')
                    .replaceAll("[.!]", "1");
        }
    }
}
