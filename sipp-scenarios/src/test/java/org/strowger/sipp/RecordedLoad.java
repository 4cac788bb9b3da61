package org.strowger.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Calls whose charging records are counted, and where these are looked for. */
final class RecordedLoad {

    static final int A_SECOND = 100;
    private static final Duration HELD = Duration.ofMillis(300);

    /** What a switch that isn't behind needs for a BYE, and more. */
    private static final Duration AT_ONCE = Duration.ofMillis(50);

    private static final ObjectMapper JSON = new ObjectMapper();

    private RecordedLoad() {}

    /** Where records are kept: a journal, CSV, and a table whose server listens there. */
    static String configuration(int databasePort) {
        return """
            records: {directory: records, csv: on, database: crm}
            databases:
              crm: {url: "jdbc:h2:tcp://127.0.0.1:%d/./crm;WRITE_DELAY=0", timeout: 500ms}
            """.formatted(databasePort);
    }

    /** Calls to the carrier, a hundred a second, until they are stopped. */
    static final class Load {
        private final Party.Run carrier;
        private final Party.Run caller;
        private final SippMessages messages;

        Load(Lab lab) {
            carrier = lab.carrier("answers").times(100_000, A_SECOND, HELD).start();
            caller = lab.caller("hangs-up")
                    .dials("6001")
                    .times(100_000, A_SECOND, HELD)
                    .start();
            messages = new SippMessages(caller.logs().resolve("messages.log"));
        }

        /** Waits until the switch has answered so many; a machine that is busy sheds some of a hundred a second. */
        void answered(PackagedSwitch by, long calls) {
            boolean there = Processes.eventually(
                    Duration.ofSeconds(60),
                    () -> by.status().read().path("calls_answered").asLong() >= calls);
            if (!there) throw new AssertionError("fewer calls than " + calls + " in a minute:\n" + by.lastWords());
        }

        void stop() {
            Processes.end(caller.process(), Duration.ofMillis(500));
            Processes.end(carrier.process(), Duration.ofMillis(500));
        }

        /** Waits until SIPp has seen so many end: what was answered may be up for a while where the machine is busy. */
        void ended(int calls) {
            boolean there =
                    Processes.eventually(Duration.ofSeconds(60), Duration.ofMillis(500), () -> ended().size() >= calls);
            if (!there) throw new AssertionError("fewer than " + calls + " calls have ended in a minute");
        }

        /**
         * Waits until the switch answers BYE at once: one that has just started, on a machine that is busy, is half a
         * second behind in all that it does, and so in its records.
         */
        void keepsUp() {
            boolean there = Processes.eventually(
                    Duration.ofSeconds(60),
                    Duration.ofMillis(200),
                    () -> messages.answered().compareTo(AT_ONCE) < 0);
            if (!there) throw new AssertionError("BYEs took " + messages.answered() + " for a minute");
        }

        /** When SIPp has seen its BYE answered, by Call-ID: its own count of calls that are over. */
        Map<String, Instant> ended() {
            return messages.ended();
        }
    }

    /** The Call-IDs of its callers. */
    static List<String> journal(Path home) throws IOException {
        List<String> calls = new ArrayList<>();
        for (JsonNode record : records(home)) {
            String call = record.path("legs").path(0).path("call_id").asText();
            if (!call.isEmpty()) calls.add(call);
        }
        return calls;
    }

    private static List<JsonNode> records(Path home) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        for (Path file : files(home, ".jsonl"))
            for (String line : Files.readAllLines(file)) all.add(JSON.readTree(line));
        return all;
    }

    private static List<Path> files(Path home, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("records"))) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    /** CSV and table have the journal's records, each once. */
    static void same(Path home) throws IOException {
        List<String> ids = records(home).stream()
                .map(record -> record.path("cdr_id").asText())
                .toList();
        List<String> rows = new ArrayList<>();
        for (Path file : files(home, ".csv"))
            Files.readAllLines(file).stream()
                    .skip(1)
                    .map(row -> row.substring(0, row.indexOf(',')))
                    .forEach(rows::add);
        assertThat(rows).as("csv").isEqualTo(ids);
        assertThat(table(home)).as("table").containsExactlyInAnyOrderElementsOf(ids);
    }

    private static List<String> table(Path home) throws IOException {
        Path said = home.resolve("table.txt");
        Process shell = Processes.start(
                h2(
                        "org.h2.tools.Shell",
                        "-url",
                        "jdbc:h2:file:" + home.resolve("database/crm"),
                        "-sql",
                        "select cdr_id from strowger_record"),
                home,
                said);
        assertThat(Processes.endsWithin(shell, Duration.ofSeconds(30))).isTrue();
        return Processes.text(said)
                .lines()
                .map(String::strip)
                .filter(line -> line.matches("[0-9a-f]{12}-\\w+"))
                .collect(Collectors.toList());
    }

    /** A server of H2, by a process of its own. */
    record Database(Process server) implements AutoCloseable {

        /** In the midst of whatever it does. */
        void kill() {
            server.destroyForcibly();
        }

        /** What it holds can be read from its files then. */
        void stop() {
            Processes.end(server, Duration.ofSeconds(5));
        }

        @Override
        public void close() {
            stop();
        }
    }

    /** Starts one. */
    static Database database(Path home, int port) throws IOException {
        Path directory = Files.createDirectories(home.resolve("database"));
        Process server = Processes.start(
                h2(
                        "org.h2.tools.Server",
                        "-tcp",
                        "-tcpPort",
                        "" + port,
                        "-baseDir",
                        directory.toString(),
                        "-ifNotExists"),
                home,
                home.resolve("database.log"));
        Path said = home.resolve("database.log");
        boolean runs = Processes.eventually(
                Duration.ofSeconds(10), () -> Processes.text(said).contains("running at"));
        if (!runs) Processes.end(server, Duration.ofSeconds(5));
        assertThat(runs).as(Processes.text(said)).isTrue();
        return new Database(server);
    }

    private static List<String> h2(String main, String... arguments) throws IOException {
        Path lib = Path.of(PackagedSwitch.command().getFirst()).resolveSibling("../lib");
        try (Stream<Path> jars = Files.list(lib)) {
            Path h2 = jars.filter(jar -> jar.getFileName().toString().startsWith("h2-"))
                    .findFirst()
                    .orElseThrow();
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", h2.toString(), main));
            command.addAll(List.of(arguments));
            return command;
        }
    }

    /** Whether it went well. */
    static boolean command(String... words) {
        try {
            Path said = Files.createTempFile("command", ".log");
            Process process = Processes.start(List.of(words), Lab.SCENARIOS, said);
            return Processes.endsWithin(process, Duration.ofSeconds(10)) && process.exitValue() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
