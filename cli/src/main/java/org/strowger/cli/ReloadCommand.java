package org.strowger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code strowger reload}. */
@Command(
        name = "reload",
        mixinStandardHelpOptions = true,
        description =
                "Makes a running switch load its dialplan again, and its accounts and trunks with it. Running calls keep theirs; what doesn't load changes nothing.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ReloadCommand extends RemoteCommand {

    @Option(
            names = "--canary",
            paramLabel = "PERCENT",
            defaultValue = "",
            description =
                    "try it out with this share of new calls, such as 5%%: it is taken back by itself when its calls fail more often, and put "
                            + "in force after its trial otherwise")
    private String canary;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "10m",
            description = "how long the trial lasts, such as 90s, 10m or 2h (default: 10m)")
    private String lasting;

    @Override
    Exit ask(AdminClient client, PrintWriter out) throws IOException {
        String query = canary.isEmpty() ? "" : "?canary=" + canary.replace("%", "") + "&for=" + lasting;
        AdminClient.Answer answer = client.ask("POST", "/reload" + query);
        if (answer.status() == 200) {
            out.println("loaded: " + answer.body().strip());
            return Exit.DONE;
        }
        err().println(answer.body().strip());
        return answer.status() == 400 ? Exit.REFUSED : Exit.PROBLEMS;
    }
}
