package org.strowger.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code strowger versions}. */
@Command(
        name = "versions",
        mixinStandardHelpOptions = true,
        description = "Lists the dialplans that a running switch has loaded, newest first, with their calls.")
final class VersionsCommand extends RemoteCommand {

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    @Override
    Exit ask(AdminClient client, PrintWriter out) throws IOException {
        AdminClient.Answer answer = client.ask("GET", "/versions");
        if (answer.status() != 200) {
            err().println("strowger: " + client + " answers " + answer.status());
            return Exit.UNREACHABLE;
        }
        JsonNode versions = new ObjectMapper().readTree(answer.body());
        if (json) out.println(versions.toPrettyString());
        else table(versions).lines().forEach(out::println);
        return Exit.DONE;
    }

    private static Table table(JsonNode versions) {
        Table table =
                new Table().row(List.of("VERSION", "LOADED", "STATE", "CALLS", "RUNNING", "ENDED", "FAILED", "WHY"));
        for (JsonNode version : versions) {
            table.row(List.of(
                    version.path("version").asText(),
                    version.path("loaded").asText(),
                    version.path("state").asText(),
                    Math.round(version.path("share").asDouble() * 100) + " %",
                    version.path("running").asText(),
                    version.path("ended").asText(),
                    version.path("failed").asText(),
                    version.path("why").asText()));
        }
        return table;
    }
}
