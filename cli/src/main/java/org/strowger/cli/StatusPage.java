package org.strowger.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code strowger status} for people. */
final class StatusPage {

    private static final int COLUMNS = 3;

    private final JsonNode status;

    StatusPage(JsonNode status) {
        this.status = status;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("strowger " + text(status, "version") + ", " + text(status, "state") + ", up "
                + clock(status.path("uptime").asLong()));
        for (JsonNode listener : status.path("listen")) lines.add("  " + listener.asText());
        lines.add("");
        lines.addAll(figures());
        lines.addAll(calls());
        lines.addAll(rooms());
        lines.addAll(registrations());
        lines.addAll(devices());
        lines.addAll(trunks());
        lines.addAll(limits());
        lines.addAll(probes());
        return lines;
    }

    /** Every number, in columns. */
    private List<String> figures() {
        List<List<String>> cells = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : status.properties()) {
            if (entry.getValue().isIntegralNumber())
                cells.add(List.of(entry.getKey().replace('_', ' '), figure(entry.getKey(), entry.getValue())));
        }
        int rows = (cells.size() + COLUMNS - 1) / COLUMNS;
        Table table = new Table();
        for (int row = 0; row < rows; row++) {
            List<String> line = new ArrayList<>();
            for (int cell = row; cell < cells.size(); cell += rows) line.addAll(cells.get(cell));
            table.row(line);
        }
        return table.lines();
    }

    /** Octets in units that people compare; {@code --json} has them as they are. */
    private static String figure(String name, JsonNode value) {
        boolean octets = name.startsWith("heap_") || name.endsWith("_octets");
        return octets ? octets(value.asLong()) : value.asText();
    }

    static String octets(long octets) {
        if (octets < 10_000) return octets + " B";
        double value = octets / 1024.0;
        for (String unit : List.of("KiB", "MiB")) {
            if (value < 1000) return String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, unit);
            value /= 1024;
        }
        return String.format(Locale.ROOT, "%.1f GiB", value);
    }

    private List<String> calls() {
        Table table = new Table().row(List.of("CALL", "FROM", "NUMBER", "LASTED", "TALKED", "LEGS", "ROUTE"));
        for (JsonNode call : status.path("running")) {
            table.row(List.of(
                    text(call, "call"),
                    text(call, "from"),
                    text(call, "number"),
                    clock(call.path("lasted").asLong()),
                    call.has("talked") ? clock(call.path("talked").asLong()) : "-",
                    legs(call.path("legs")),
                    text(call, "route")));
        }
        return table.linesUnder("");
    }

    private static String legs(JsonNode legs) {
        List<String> states = new ArrayList<>();
        for (JsonNode leg : legs) states.add(text(leg, "leg") + ":" + text(leg, "state"));
        return String.join(" ", states);
    }

    private List<String> rooms() {
        Table table = new Table().row(List.of("ROOM", "STATE", "LASTED", "MEMBERS", "TALKING"));
        for (JsonNode room : status.path("rooms")) {
            List<String> talking = new ArrayList<>();
            for (JsonNode member : room.path("members"))
                if (member.path("talking").asBoolean()) talking.add(text(member, "caller"));
            table.row(List.of(
                    text(room, "room"),
                    text(room, "state") + (room.path("locked").asBoolean() ? ", locked" : ""),
                    clock(room.path("lasted").asLong()),
                    text(room, "size"),
                    String.join(" ", talking)));
        }
        return table.linesUnder("");
    }

    private List<String> registrations() {
        Table table = new Table().row(List.of("REGISTERED", "CONTACT", "FROM", "FOR", "ANSWERS", "PHONE"));
        for (JsonNode binding : status.path("bindings")) {
            table.row(List.of(
                    text(binding, "aor"),
                    text(binding, "contact"),
                    text(binding, "source"),
                    binding.path("expires_in").asText() + " s",
                    answers(binding),
                    text(binding, "user_agent")));
        }
        return table.linesUnder("");
    }

    /** How long the latest answer took, or that there is none; nothing of those that aren't asked. */
    private static String answers(JsonNode binding) {
        if (text(binding, "state").equals("unreachable")) return "no";
        return binding.has("round_trip") ? Math.round(binding.path("round_trip").asDouble() * 1000) + " ms" : "-";
    }

    private List<String> devices() {
        Table table = new Table().row(List.of("DEVICE", "STATE"));
        for (JsonNode device : status.path("devices"))
            table.row(List.of(text(device, "device"), text(device, "state")));
        return table.linesUnder("");
    }

    private List<String> trunks() {
        Table table = new Table().row(List.of("TRUNK", "STATE", "SINCE", "REGISTRAR", "NEXT IN", "WHY NOT"));
        for (JsonNode trunk : status.path("trunks")) {
            table.row(List.of(
                    text(trunk, "trunk"),
                    text(trunk, "state"),
                    clock(trunk.path("since").asLong()),
                    text(trunk, "registrar"),
                    span(trunk.path("next_in")),
                    text(trunk, "refusal")));
        }
        return table.linesUnder("");
    }

    private List<String> limits() {
        Table table = new Table().row(List.of("LIMIT", "CALLS", "REFUSED: CALLS", "REFUSED: RATE"));
        for (JsonNode limit : status.path("limits")) {
            table.row(List.of(
                    text(limit, "limit"),
                    text(limit, "calls"),
                    text(limit, "refused_calls"),
                    text(limit, "refused_rate")));
        }
        return table.linesUnder("");
    }

    private List<String> probes() {
        Table table = new Table().row(List.of("PROBED", "STATE", "SINCE", "ASKED", "WHY NOT"));
        for (JsonNode trunk : status.path("probes")) {
            table.row(List.of(
                    text(trunk, "trunk"),
                    text(trunk, "state"),
                    clock(trunk.path("since").asLong()),
                    text(trunk, "asked"),
                    text(trunk, "why")));
        }
        return table.linesUnder("");
    }

    /** {@code /sources} for people. */
    static List<String> sources(JsonNode answer) {
        Table table = new Table().row(List.of("ADDRESS", "BANNED FOR", "KNOWN FOR", "DROPPED", "QUIET FOR"));
        for (JsonNode source : answer.path("sources")) {
            table.row(List.of(
                    text(source, "address"),
                    span(source.path("banned_for")),
                    span(source.path("known_for")),
                    text(source, "dropped"),
                    clock(source.path("quiet_for").asLong())));
        }
        return table.lines();
    }

    private static String span(JsonNode seconds) {
        return seconds.asLong() == 0 ? "-" : clock(seconds.asLong());
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asText("");
    }

    private static String clock(long seconds) {
        return "%d:%02d:%02d".formatted(seconds / 3600, seconds % 3600 / 60, seconds % 60);
    }
}
