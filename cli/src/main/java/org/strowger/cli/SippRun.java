package org.strowger.cli;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.strowger.configuration.Configuration;
import org.strowger.directory.Networks;
import org.strowger.directory.Trunk;
import org.strowger.sip.Transport;
import org.strowger.softswitch.Softswitch;
import org.strowger.softswitch.StartFailure;
import org.strowger.voicemail.mail.MailSettings;

/**
 * A switch with somebody's configuration on free ports of the loopback, and SIPps around it. Whatever it starts, it
 * stops.
 */
final class SippRun implements AutoCloseable {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final Pattern PATH = Pattern.compile(Pattern.quote(File.pathSeparator));
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration LAST_ANSWER = Duration.ofSeconds(5);
    private static final int EXCERPT = 1_500;
    /** What a terminal would take for colours or worse: the messages are what the peers wrote. */
    private static final Pattern CONTROLS = Pattern.compile("\\x1b\\[[0-9;?]*[A-Za-z]|[\\p{Cntrl}&&[^\\r\\n\\t]]");

    private final Configuration live;
    private final Map<String, Integer> trunks;
    private final List<String> options;
    private final PrintWriter out;
    private final Path directory;
    private final List<Answering> answering = new ArrayList<>();
    private @Nullable Softswitch softswitch;
    private int passed;
    private int failed;

    private record Answering(Path scenario, Process process, long began) {}

    SippRun(Configuration live, Map<String, Integer> trunks, List<String> options, PrintWriter out) throws IOException {
        this.live = live;
        this.trunks = Map.copyOf(trunks);
        this.options = List.copyOf(options);
        this.out = out;
        this.directory = Files.createTempDirectory("strowger-sipp");
    }

    /** Whether there is a {@code sipp} on the path. */
    static boolean isInstalled() {
        return Stream.of(PATH.split(System.getenv().getOrDefault("PATH", "")))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "sipp")));
    }

    /** Starts the switch. */
    void start() throws StartFailure {
        softswitch = Softswitch.start(onLoopback(), _ -> {});
    }

    private Configuration onLoopback() {
        return new Configuration(
                live.file(),
                live.listeners().stream().map(SippRun::somewhere).toList(),
                live.domains(),
                live.accounts(),
                here(live.trunks()),
                live.groups(),
                live.queues(),
                live.lists(),
                live.dialplan(),
                Configuration.Watch.NOTHING,
                live.exchange().sound(live.exchange().sound().keptBelow(directory)),
                live.limits(),
                live.media(),
                new Configuration.Admin(
                        new InetSocketAddress(HERE, 0), live.admin().at()),
                Duration.ZERO,
                live.log(),
                live.signallingLoops(),
                live.data(),
                MailSettings.NONE,
                live.nameServers(),
                live.tls());
    }

    private static Configuration.Listener somewhere(Configuration.Listener listener) {
        return new Configuration.Listener(
                listener.transport(),
                new InetSocketAddress(HERE, 0),
                Optional.empty(),
                listener.at(),
                listener.webSocket(),
                Networks.NONE);
    }

    private Map<String, Trunk> here(Map<String, Trunk> all) {
        Map<String, Trunk> moved = new LinkedHashMap<>(all);
        // A switch on trial takes no calls of the provider's from the one that is at work.
        moved.replaceAll((_, trunk) -> trunk.unregistered());
        trunks.forEach((name, port) ->
                moved.computeIfPresent(name, (_, trunk) -> trunk.at(HERE.getHostAddress(), port, Transport.UDP)));
        return moved;
    }

    /** Lets a scenario be called at a port. */
    void answer(Path scenario, int port) throws IOException {
        List<String> command = command(scenario, port);
        answering.add(new Answering(scenario, start(scenario, command), System.nanoTime()));
    }

    /** Runs a scenario that calls, to its end. */
    void call(Path scenario) throws IOException, InterruptedException {
        List<String> command = command(scenario, freePort());
        command.add(1, address());
        command.addAll(List.of("-timeout", LONGEST.toSeconds() + "s", "-timeout_error"));
        command.addAll(options);
        long began = System.nanoTime();
        Process process = start(scenario, command);
        tell(scenario, process, began, LONGEST.plusSeconds(5));
    }

    /** Waits until those that are called are done, and sums up; whether all is well. */
    boolean finish() throws IOException, InterruptedException {
        for (Answering one : answering) tell(one.scenario, one.process, one.began, LAST_ANSWER);
        out.println(passed + " passed, " + failed + " failed");
        return failed == 0;
    }

    private List<String> command(Path scenario, int port) {
        List<String> command = new ArrayList<>(List.of("sipp", "-sf", scenario.toString()));
        command.addAll(List.of("-i", HERE.getHostAddress(), "-mi", HERE.getHostAddress(), "-p", "" + port));
        command.addAll(List.of("-m", "1", "-nostdin", "-trace_err", "-error_file", log(scenario, "errors")));
        command.addAll(List.of("-trace_msg", "-message_file", log(scenario, "messages")));
        return command;
    }

    private String log(Path scenario, String what) {
        return directory.resolve(scenario.getFileName() + "." + what).toString();
    }

    private Process start(Path scenario, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File(log(scenario, "screen")))
                .start();
    }

    private void tell(Path scenario, Process process, long began, Duration patience)
            throws IOException, InterruptedException {
        boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        boolean good = ended && process.exitValue() == 0;
        if (good) passed++;
        else failed++;
        double seconds = (System.nanoTime() - began) / 1e9;
        out.println(String.format(Locale.ROOT, "%-6s %6.1f s  %s", good ? "ok" : "FAILED", seconds, scenario));
        if (good) return;
        if (!ended) out.println("          it is still waiting");
        for (String what : List.of("errors", "messages")) excerpt(what, Path.of(log(scenario, what)));
    }

    /** The end of what SIPp wrote. */
    private void excerpt(String what, Path file) throws IOException {
        if (!Files.isRegularFile(file)) return;
        String all = CONTROLS.matcher(Files.readString(file, StandardCharsets.ISO_8859_1))
                .replaceAll("");
        out.println("          " + what + ":");
        all.substring(Math.max(0, all.length() - EXCERPT)).lines().forEach(line -> out.println("          " + line));
    }

    private String address() {
        Softswitch running = softswitch;
        if (running == null) throw new IllegalStateException("the switch does not run");
        InetSocketAddress sip = running.listeners().getFirst().bind();
        return sip.getAddress().getHostAddress() + ":" + sip.getPort();
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, HERE)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        for (Answering one : answering) one.process.destroyForcibly();
        if (softswitch != null) softswitch.close();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(each);
        }
    }
}
