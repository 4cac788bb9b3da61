package org.strowger.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code strowger status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows what a running switch does: figures, calls, registrations.")
final class StatusCommand extends RemoteCommand {

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    @Option(
            names = "--sources",
            description = "show who sends to it instead: what is known, banned, and dropped unread")
    private boolean sources;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "list at most so many calls, registrations, sources (default: 100)")
    private int limit;

    @Override
    Exit ask(AdminClient client, PrintWriter out) throws IOException {
        AdminClient.Answer answer =
                client.ask("GET", (sources ? "/sources" : "/status") + "?limit=" + Math.max(0, limit));
        if (answer.status() != 200) {
            err().println("strowger: " + client + " answers " + answer.status() + " "
                    + answer.body().strip());
            return Exit.UNREACHABLE;
        }
        JsonNode status = new ObjectMapper().readTree(answer.body());
        if (json) out.println(status.toPrettyString());
        else if (sources) StatusPage.sources(status).forEach(out::println);
        else new StatusPage(status).lines().forEach(out::println);
        return Exit.DONE;
    }
}
