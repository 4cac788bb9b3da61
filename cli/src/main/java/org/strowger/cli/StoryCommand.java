package org.strowger.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code strowger story}. */
@Command(
        name = "story",
        mixinStandardHelpOptions = true,
        description = "Shows what the transactions, sessions and offers of one call went through, step by step.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class StoryCommand extends AdminCommand {

    @Parameters(index = "0", paramLabel = "CALL", description = "its id, as 'strowger status' and the log show it")
    private String call;

    @Mixin
    private RunningConfigArgument config;

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    @Override
    Path config() {
        return config.path();
    }

    @Override
    Exit ask(AdminClient client, PrintWriter out) throws IOException {
        AdminClient.Answer answer = client.ask("GET", "/story?call=" + URLEncoder.encode(call, StandardCharsets.UTF_8));
        if (answer.status() != 200) {
            err().println("strowger: " + answer.body().strip());
            return Exit.REFUSED;
        }
        JsonNode story = new ObjectMapper().readTree(answer.body());
        if (json) out.println(story.toPrettyString());
        else lines(story, out);
        return Exit.DONE;
    }

    private static void lines(JsonNode story, PrintWriter out) {
        out.println("call " + story.path("call").asText() + ", begun "
                + story.path("began").asText());
        long forgotten = story.path("forgotten").asLong();
        if (forgotten > 0) out.println("(" + forgotten + " earlier steps are forgotten)");
        Table table = new Table().row(List.of("AT", "LEG", "MACHINE", "FROM", "EVENT", "TO", ""));
        for (JsonNode move : story.path("moves")) {
            table.row(List.of(
                    String.format(Locale.ROOT, "%.3f", move.path("at").asDouble()),
                    move.path("leg").asText(),
                    move.path("machine").asText(),
                    move.path("from").asText(),
                    move.path("event").asText(),
                    move.path("to").asText(),
                    move.has("illegal") ? "illegal: " + move.path("illegal").asText() : ""));
        }
        table.linesUnder("").forEach(out::println);
    }
}
