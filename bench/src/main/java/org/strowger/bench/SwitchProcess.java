package org.strowger.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged switch with digest off, in a process of its own. */
final class SwitchProcess implements Measured {

    static final Path REPOSITORY = Path.of("").toAbsolutePath();
    static final int PORT = 25_060;
    static final int MEDIA_PAIRS = 7_500;
    private static final int FIRST_MEDIA_PORT = 10_000;
    private static final int ADMIN = 25_080;
    private static final Path LAUNCHER = REPOSITORY.resolve("cli/target/dist/bin/strowger");
    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final Duration startTime;

    private SwitchProcess(Process process, Duration startTime) {
        this.process = process;
        this.startTime = startTime;
    }

    /** Starts it with routes to whoever is measured, and waits for "ready". */
    static SwitchProcess start(Path directory) {
        return start(directory, "");
    }

    /**
     * With digest on and more accounts: only the trunk, which is all of 127.0.0.1, calls without, and as often as a
     * load of a whole country does.
     */
    static SwitchProcess startGuarded(Path directory, String moreAccounts) throws IOException {
        configure(directory, "");
        Path file = directory.resolve("strowger.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("authenticate: off", "authenticate: required")
                        .replace("log: {", "sources: {known-requests: 100000}\nlog: {")
                        .replace("password: bench-2000}\n", "password: bench-2000}\n" + moreAccounts));
        return started(directory);
    }

    /** The same with more routes. */
    static SwitchProcess start(Path directory, String moreRoutes) {
        try {
            configure(directory, moreRoutes);
            return started(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SwitchProcess started(Path directory) {
        if (!Files.isExecutable(LAUNCHER))
            throw new IllegalStateException(
                    "no packaged switch at " + LAUNCHER + ": run  mvn -pl cli -am -DskipTests package");
        try {
            Path log = directory.resolve("switch.log");
            var builder = new ProcessBuilder(LAUNCHER.toString(), "run", directory.toString());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.redirectErrorStream(true).redirectOutput(log.toFile());
            long began = System.nanoTime();
            Process process = builder.start();
            while (Files.readString(log, StandardCharsets.UTF_8).lines().noneMatch(line -> line.startsWith("ready"))) {
                if (!process.isAlive() || System.nanoTime() - began > 30e9) {
                    SippLoad.end(process, Duration.ZERO);
                    throw new IllegalStateException("the switch does not become ready:\n" + Files.readString(log));
                }
                SippLoad.pause(Duration.ofMillis(5));
            }
            return new SwitchProcess(process, Duration.ofNanos(System.nanoTime() - began));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void configure(Path directory, String moreRoutes) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("strowger.yaml"), """
                domains: [bench.example]
                dialplan: [routes.groovy]
                listen:
                  - {transport: udp, address: 127.0.0.1, port: %d}
                admin: {port: %d}
                accounts:
                  2000: {password: bench-2000}
                trunks:
                  callee: {host: 127.0.0.1, port: %d}
                calls: {authenticate: off, max: 100000}
                media: {ports: %d-%d, reserve: 0, timeout: 0s}
                log: {level: warn}
                drain: {timeout: 1s}
                """.formatted(
                        PORT, ADMIN, SippLoad.CALLEE_PORT, FIRST_MEDIA_PORT, FIRST_MEDIA_PORT + 2 * MEDIA_PAIRS - 1));
        Files.writeString(directory.resolve("routes.groovy"), """
                route('1000') { dial trunk('callee').to(number), timeout: 600.seconds }
                route('1001') { answer(); echo() }
                route('2000') { dial user(number), timeout: 600.seconds }
                """ + moreRoutes);
    }

    @Override
    public String name() {
        return "strowger";
    }

    @Override
    public ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public int port() {
        return PORT;
    }

    /** From the start of the process to the line "ready". */
    Duration startTime() {
        return startTime;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** A figure of its status: calls, legs … */
    int figure(String name) {
        Matcher found = Pattern.compile('"' + name + "\"\\s*:\\s*(-?\\d+)").matcher(status());
        if (!found.find()) throw new IllegalStateException("the status has no figure \"" + name + "\"");
        return Integer.parseInt(found.group(1));
    }

    /** The whole status as JSON. */
    String status() {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ADMIN + "/status"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return HTTP.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Bytes of live objects: counting them collects the garbage first, whatever the collector. */
    long liveBytes() {
        Matcher total =
                Pattern.compile("^Total\\s+\\d+\\s+(\\d+)", Pattern.MULTILINE).matcher(jcmd("GC.class_histogram"));
        if (!total.find()) throw new IllegalStateException("jcmd tells no histogram of the switch's heap");
        return Long.parseLong(total.group(1));
    }

    private String jcmd(String command) {
        try {
            Process asked = new ProcessBuilder(List.of(JCMD.toString(), "" + process.pid(), command))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            SippLoad.end(asked, Duration.ofSeconds(30));
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a power failure would. */
    void kill() {
        process.destroyForcibly();
        SippLoad.end(process, Duration.ofSeconds(5));
    }

    @Override
    public void close() {
        process.destroy();
        SippLoad.end(process, Duration.ofSeconds(10));
    }
}
