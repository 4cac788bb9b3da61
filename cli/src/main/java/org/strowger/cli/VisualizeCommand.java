package org.strowger.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.strowger.configuration.Configuration;
import org.strowger.configuration.Configuration.Reading;
import org.strowger.configuration.ConfigurationReader;
import org.strowger.dialplan.LoadResult;
import org.strowger.dialplan.explain.Drawing;
import org.strowger.dialplan.route.RouteStatistics;
import org.strowger.softswitch.Softswitch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code strowger visualize DIR}. */
@Command(
        name = "visualize",
        mixinStandardHelpOptions = true,
        description =
                "Draws the dialplan: contexts, routes, decisions and targets; as Mermaid text, or as a page of HTML"
                        + " that needs nothing else.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class VisualizeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigArgument config;

    @Option(names = "--mermaid", description = "print Mermaid text (what it does unless --html is given)")
    private boolean mermaid;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            defaultValue = "",
            description = "write a page of HTML with an SVG to this file")
    private String html;

    @Option(
            names = "--live",
            description = "with the calls of the running switch: those so far, and those of the moment")
    private boolean live;

    @Option(
            names = "--admin",
            paramLabel = "HOST:PORT",
            defaultValue = "",
            description = "where the running switch is asked (default: as CONFIG says)")
    private String admin;

    @Override
    public Integer call() throws IOException {
        Softswitch.warmUp(config.path());
        return switch (ConfigurationReader.read(config.path())) {
            case Reading.Bad(var problems) -> problems(problems);
            case Reading.Good(Configuration configuration) ->
                switch (Softswitch.checkDialplan(configuration)) {
                    case LoadResult.Failed failed -> problems(failed.problems());
                    case LoadResult.Loaded loaded -> draw(configuration, loaded);
                };
        };
    }

    private int draw(Configuration configuration, LoadResult.Loaded loaded) throws IOException {
        List<RouteStatistics> calls;
        try {
            calls = live ? calls(new AdminClient(AdminAddress.of(admin, config.path()))) : List.of();
        } catch (IOException silence) {
            spec.commandLine().getErr().println("strowger: no switch answers (" + silence.getMessage() + ")");
            return Exit.UNREACHABLE.code();
        }
        Drawing drawing = Drawing.of(loaded.dialplan(), calls);
        PrintWriter out = spec.commandLine().getOut();
        if (!html.isEmpty()) Files.writeString(Path.of(html), drawing.html("Dialplan of " + configuration.file()));
        if (mermaid || html.isEmpty()) out.print(drawing.mermaid());
        out.flush();
        return Exit.DONE.code();
    }

    private static List<RouteStatistics> calls(AdminClient client) throws IOException {
        JsonNode routes =
                new ObjectMapper().readTree(client.ask("GET", "/routes").body());
        List<RouteStatistics> calls = new ArrayList<>();
        for (JsonNode route : routes) {
            Map<String, Long> outcomes = new LinkedHashMap<>();
            route.path("outcomes")
                    .properties()
                    .forEach(one -> outcomes.put(one.getKey(), one.getValue().asLong()));
            calls.add(new RouteStatistics(
                    route.path("context").asText(),
                    route.path("route").asText(),
                    route.path("running").asInt(),
                    route.path("taken").asLong(),
                    route.path("failed").asLong(),
                    outcomes));
        }
        return calls;
    }

    private int problems(List<?> problems) {
        problems.forEach(spec.commandLine().getOut()::println);
        return Exit.PROBLEMS.code();
    }
}
