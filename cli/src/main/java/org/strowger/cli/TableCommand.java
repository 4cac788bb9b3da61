package org.strowger.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code strowger table}. */
@Command(
        name = "table",
        mixinStandardHelpOptions = true,
        description = "Lists the tables of a running switch's dialplan, shows rows, and changes them.",
        footerHeading = "%nAs in:%n",
        footer = {
            "  strowger table                                the tables",
            "  strowger table forwards                       its rows",
            "  strowger table forwards 1001                  a row",
            "  strowger table forwards 1001 always=4711 on=  writes a column, empties another",
            "  strowger table forwards 1001 --remove         takes it away"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class TableCommand extends AdminCommand {

    @Parameters(index = "0", arity = "0..1", paramLabel = "TABLE", description = "the name of a table")
    private @Nullable String table;

    @Parameters(index = "1", arity = "0..1", paramLabel = "KEY", description = "what a row of it is found by")
    private @Nullable String key;

    @Parameters(
            index = "2..*",
            paramLabel = "COLUMN=VALUE",
            description = "what is written into the row; it is made if there is none")
    private List<String> columns = List.of();

    @Option(names = "--remove", description = "takes the row away")
    private boolean remove;

    @Option(
            names = "--limit",
            paramLabel = "ROWS",
            defaultValue = "1000",
            description = "rows that are listed, up to 10000 (default: 1000)")
    private int limit;

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    @Option(
            names = "--config",
            paramLabel = "CONFIG",
            defaultValue = RunCommand.HERE,
            description = "strowger.yaml of the switch, or its directory")
    private Path config;

    @Override
    Path config() {
        return config;
    }

    @Override
    Exit ask(AdminClient client, PrintWriter out) throws IOException {
        if (remove && (key == null || !columns.isEmpty()))
            throw new IllegalArgumentException("--remove takes a row: name the table and the key, and no columns");
        AdminClient.Answer answer = client.ask(method(), path());
        if (answer.status() != 200) {
            err().println("strowger: " + answer.body().strip());
            return Exit.REFUSED;
        }
        if (remove) {
            out.println(answer.body().strip());
            return Exit.DONE;
        }
        JsonNode rows = new ObjectMapper().readTree(answer.body());
        if (json) out.println(rows.toPrettyString());
        else (table == null ? tables(rows) : rows(rows)).lines().forEach(out::println);
        return Exit.DONE;
    }

    private String method() {
        if (remove) return "DELETE";
        return columns.isEmpty() ? "GET" : "POST";
    }

    private String path() {
        if (table == null) return "/tables";
        StringBuilder path = new StringBuilder("/table?name=" + encoded(table) + "&limit=" + limit);
        if (key != null) path.append("&key=").append(encoded(key));
        for (String column : columns) {
            int equals = column.indexOf('=');
            if (equals < 1)
                throw new IllegalArgumentException(
                        "'" + column + "' is not written as COLUMN=VALUE; COLUMN= empties it");
            path.append("&column.")
                    .append(encoded(column.substring(0, equals)))
                    .append('=')
                    .append(encoded(column.substring(equals + 1)));
        }
        return path.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Table tables(JsonNode tables) {
        Table listed = new Table().row(List.of("TABLE", "KEY", "COLUMNS", "LASTS", "ROWS"));
        for (JsonNode one : tables)
            listed.row(List.of(
                    one.path("table").asText(),
                    one.path("key").asText(),
                    one.path("columns").properties().stream()
                            .map(column ->
                                    column.getKey() + ": " + column.getValue().asText())
                            .collect(Collectors.joining(", ")),
                    one.has("lasts") ? one.path("lasts").asText() + " s" : "",
                    one.path("rows").asText()));
        return listed;
    }

    /** The columns that any of them has. */
    private static Table rows(JsonNode rows) {
        Set<String> columns = new LinkedHashSet<>();
        rows.forEach(row -> row.fieldNames().forEachRemaining(columns::add));
        Table listed = new Table().row(List.copyOf(columns));
        for (JsonNode row : rows) {
            List<String> cells = new ArrayList<>();
            columns.forEach(column -> cells.add(row.path(column).asText()));
            listed.row(cells);
        }
        return listed;
    }
}
