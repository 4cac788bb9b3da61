package org.strowger.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A relay that prints its ports and "ready", and ends with its standard input. */
record ProcessRelay(String name, Process process, List<Integer> ports) implements Relay {

    // Relays pass over what others hold, so that all may share one range.
    static final int FIRST_PORT = 10_000;
    static final int LAST_PORT = 32_767;

    /** Ours, with the options of the launcher. */
    static Relay strowger(String backend, int calls, int firstPeer) {
        return ours(
                "strowger " + backend,
                "RelayHost",
                List.of("-XX:+UseParallelGC"),
                List.of(backend, "" + FIRST_PORT, "" + LAST_PORT, "" + calls, "" + firstPeer));
    }

    /** Our conference. */
    static Relay conference(int talkers, int listeners, int firstPeer) {
        return ours(
                "conference",
                "ConferenceHost",
                List.of("-XX:+UseZGC", "-Xmx1g"),
                List.of("" + FIRST_PORT, "" + LAST_PORT, "" + talkers, "" + listeners, "" + firstPeer));
    }

    private static Relay ours(String name, String host, List<String> options, List<String> arguments) {
        Path jars = SwitchProcess.REPOSITORY.resolve("cli/target/dist/lib");
        if (!jars.toFile().isDirectory())
            throw new IllegalStateException("nothing is built: run  mvn -pl cli -am -DskipTests package");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseCompactObjectHeaders"));
        command.addAll(options);
        command.addAll(List.of("-cp", jars + "/*", "bench/src/main/java/org/strowger/bench/" + host + ".java"));
        command.addAll(arguments);
        return start(name, command);
    }

    /** The floor. */
    static Relay bare(Path program, int calls) {
        return start("bare C", List.of(program.toString(), "" + 2 * calls));
    }

    private static Relay start(String name, List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(SwitchProcess.REPOSITORY.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new ProcessRelay(name, process, ports(name, process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Integer> ports(String name, Process process) throws IOException {
        // Left open: to close it would close the pipe under a process that still writes.
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        List<Integer> ports = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals("ready")) return ports;
            if (line.matches("\\d+")) ports.add(Integer.parseInt(line));
        }
        throw new IllegalStateException(
                name + " does not start: are its ports free, is the limit of open files high enough?");
    }

    @Override
    public ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SippLoad.end(process, Duration.ofSeconds(5));
    }
}
