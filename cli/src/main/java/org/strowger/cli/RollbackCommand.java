package org.strowger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code strowger rollback}. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description =
                "Takes the dialplan of a running switch back: ends a trial, or puts an earlier version in force again. Running calls keep theirs.")
final class RollbackCommand extends RemoteCommand {

    @Option(
            names = "--to",
            paramLabel = "VERSION",
            defaultValue = "0",
            description =
                    "this version, as 'strowger versions' numbers them (default: end the trial; if there is none, the version before)")
    private int version;

    @Override
    Exit ask(AdminClient client, PrintWriter out) throws IOException {
        AdminClient.Answer answer = client.ask("POST", "/rollback" + (version > 0 ? "?version=" + version : ""));
        if (answer.status() == 200) {
            out.println(answer.body().strip());
            return Exit.DONE;
        }
        err().println(answer.body().strip());
        return Exit.PROBLEMS;
    }
}
