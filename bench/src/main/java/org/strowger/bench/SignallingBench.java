package org.strowger.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a call costs: CPU time, user and system, of the switch's process over the number of calls, beside Kamailio as a
 * record-routing stateful proxy in the same run; and memory per held call. SIPp calls, SIPp answers, digest is off, no
 * media is sent. {@code --quick} measures for seconds instead of a minute.
 */
final class SignallingBench {

    private static final int RATE = 200;
    private static final int HIGH_RATE = 500;
    private static final int ROUNDS = 2;

    private final int seconds;
    private final Path directory;
    private final Map<String, Object> report = new LinkedHashMap<>();

    private SignallingBench(int seconds, Path directory) {
        this.seconds = seconds;
        this.directory = directory;
    }

    /** Prints JSON on standard output and a table on standard error. */
    public static void main(String[] arguments) throws IOException {
        var options = List.of(arguments);
        var bench = new SignallingBench(options.contains("--quick") ? 8 : 60, Files.createTempDirectory("signalling"));
        if (!options.contains("--memory-only")) bench.measureCpu();
        if (!options.contains("--cpu-only")) bench.measureMemory();
        System.out.println(JsonText.of(bench.report));
    }

    private void measureCpu() {
        try (var load = SippLoad.answering(directory, "callee");
                Measured strowger = SwitchProcess.start(directory.resolve("strowger"));
                Measured kamailio = KamailioProcess.start(directory)) {
            var both = new Pair(strowger, kamailio);
            System.err.printf("%-10s %16s %16s %8s%n", "", "strowger", "kamailio", "ratio");
            note("cold", load, both, RATE, Math.min(seconds, 5));
            note("warming", load, both, RATE, Math.min(seconds, 30));
            note("at_" + RATE, load, both, RATE, seconds);
            note("at_" + HIGH_RATE, load, both, HIGH_RATE, seconds / 2);
        }
    }

    private record Pair(Measured strowger, Measured kamailio) {}

    /** Each in turn, twice, so that a busy neighbour hits both. */
    private void note(String name, SippLoad load, Pair both, int rate, int length) {
        var ours = CallCost.none(both.strowger);
        var theirs = CallCost.none(both.kamailio);
        for (int round = 0; round < ROUNDS; round++) {
            ours = ours.after(load, both.strowger, rate, Math.max(1, length / ROUNDS));
            theirs = theirs.after(load, both.kamailio, rate, Math.max(1, length / ROUNDS));
        }
        double ratio = ours.millisecondsPerCall() / theirs.millisecondsPerCall();
        var figures = new LinkedHashMap<String, Object>();
        figures.put(ours.name(), ours.figures());
        figures.put(theirs.name(), theirs.figures());
        figures.put("ratio", ratio);
        report.put(name, figures);
        System.err.printf(
                "%-10s %8.3f ms/call %8.3f ms/call %8.2f%n",
                name, ours.millisecondsPerCall(), theirs.millisecondsPerCall(), ratio);
    }

    /** A proxy keeps nothing of a standing call, so Kamailio has no figure here. */
    private void measureMemory() {
        boolean isQuick = seconds < 60;
        // Two legs with two ports each, of the range that is configured, and the rest of the process.
        int bridged = (int) Math.min(SwitchProcess.MEDIA_PAIRS / 2, (ProcessUsage.descriptorLimit() - 1000) / 4);
        hold(HeldCalls.RINGING, isQuick ? List.of(500) : List.of(2000, 10_000));
        hold(HeldCalls.BRIDGED, isQuick ? List.of(500) : List.of(2000, bridged));
    }

    private void hold(HeldCalls kind, List<Integer> numbers) {
        var figures = new LinkedHashMap<String, Object>();
        for (int calls : numbers) figures.put("" + calls, kind.measure(directory, calls));
        report.put("held_" + kind.name().toLowerCase(Locale.ROOT), figures);
    }
}
