package org.strowger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that asks a running switch. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
abstract class AdminCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--admin",
            paramLabel = "HOST:PORT",
            defaultValue = "",
            description = "where the switch is asked (default: as CONFIG says, else 127.0.0.1:8060)")
    private String admin;

    @Override
    public final Integer call() {
        try {
            return ask(new AdminClient(AdminAddress.of(admin, config()))).code();
        } catch (IllegalArgumentException mistake) {
            err().println("strowger: " + mistake.getMessage());
            return Exit.REFUSED.code();
        }
    }

    private Exit ask(AdminClient client) {
        try {
            return ask(client, spec.commandLine().getOut());
        } catch (IOException silence) {
            err().println("strowger: no switch answers at " + client + " (" + silence.getMessage()
                    + "); is it running? --admin names another place");
            return Exit.UNREACHABLE;
        }
    }

    /** {@code strowger.yaml} of the switch, or its directory. */
    abstract Path config();

    /** Asks, and prints what came of it. */
    abstract Exit ask(AdminClient client, PrintWriter out) throws IOException;

    PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
