package org.strowger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** {@code strowger reload}. */
@Command(
        name = "reload",
        mixinStandardHelpOptions = true,
        description =
                "Makes a running switch load its dialplan again. Running calls keep theirs; a dialplan that doesn't load changes nothing.")
final class ReloadCommand extends RemoteCommand {

    @Override
    Exit ask(AdminClient client, PrintWriter out) throws IOException {
        AdminClient.Answer answer = client.ask("POST", "/reload");
        if (answer.status() == 200) {
            out.println("loaded: " + answer.body().strip());
            return Exit.DONE;
        }
        err().println(answer.body().strip());
        return Exit.PROBLEMS;
    }
}
