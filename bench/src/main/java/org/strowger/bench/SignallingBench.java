package org.strowger.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.strowger.bench.SippLoad.Plan;

/**
 * What a call costs: CPU time, user and system, of the switch's process over the number of calls, beside Kamailio as a record-routing stateful proxy in the same
 * run; and memory per held call. SIPp calls, SIPp answers, digest is off, no media is sent. {@code --quick} measures for seconds instead of a minute.
 */
final class SignallingBench {

    private static final int RATE = 200;
    private static final int HIGH_RATE = 500;
    private static final int ROUNDS = 2;
    /** Server transactions of answered INVITEs live for 64·T1: what a held call takes shows after that. */
    private static final Duration SETTLING = Duration.ofSeconds(36);

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
        bench.measureCpu();
        if (!options.contains("--cpu-only")) bench.measureMemory();
        System.out.println(JsonText.of(bench.report));
    }

    private void measureCpu() {
        try (var answering = SippLoad.answering(directory, "callee");
                Measured strowger = SwitchProcess.start(directory.resolve("strowger"));
                Measured kamailio = KamailioProcess.start(directory)) {
            var both = List.of(strowger, kamailio);
            report.put("cold", slices(answering, both, RATE, Math.min(seconds, 5), 1));
            slices(answering, both, RATE, Math.min(seconds, 30), 1);
            report.put("at_" + RATE, slices(answering, both, RATE, seconds / ROUNDS, ROUNDS));
            report.put("at_" + HIGH_RATE, slices(answering, both, HIGH_RATE, seconds / ROUNDS / 2, ROUNDS));
            System.err.printf("%n%-10s %14s %14s %8s%n", "", "strowger", "kamailio", "ratio");
            for (String rate : List.of("cold", "at_" + RATE, "at_" + HIGH_RATE)) row(rate);
        }
    }

    private void row(String rate) {
        double ours = milliseconds(rate, "strowger");
        double theirs = milliseconds(rate, "kamailio");
        System.err.printf("%-10s %8.3f ms/call %6.3f ms/call %7.2f%n", rate, ours, theirs, ours / theirs);
    }

    private double milliseconds(String rate, String name) {
        return (double) ((Map<?, ?>) ((Map<?, ?>) value(report, rate)).get(name)).get("cpu_ms_per_call");
    }

    private static Object value(Map<String, Object> map, String key) {
        Object value = map.get(key);
        if (value == null) throw new IllegalStateException("no figure " + key);
        return value;
    }

    /** Each in turn, so that a busy neighbour hits both. */
    private static Map<String, Object> slices(SippLoad load, List<Measured> all, int rate, int seconds, int rounds) {
        var sums = new LinkedHashMap<String, Slice>();
        for (int round = 0; round < rounds; round++)
            for (Measured one : all) sums.merge(one.name(), slice(load, one, rate, seconds), Slice::plus);
        var figures = new LinkedHashMap<String, Object>();
        sums.forEach((name, slice) -> figures.put(name, slice.figures()));
        return figures;
    }

    private static Slice slice(SippLoad load, Measured measured, int rate, int seconds) {
        double before = ProcessUsage.cpuSeconds(measured.handle());
        var outcome =
                load.run(new Plan("caller", measured.port(), "1000", rate, rate * seconds, Duration.ofMillis(200)));
        double cpu = ProcessUsage.cpuSeconds(measured.handle()) - before;
        return new Slice(cpu, outcome.succeeded(), outcome.failed(), outcome.retransmitted(), outcome.seconds());
    }

    private record Slice(double cpuSeconds, int succeeded, int failed, int retransmitted, double seconds) {

        Slice plus(Slice other) {
            return new Slice(
                    cpuSeconds + other.cpuSeconds,
                    succeeded + other.succeeded,
                    failed + other.failed,
                    retransmitted + other.retransmitted,
                    seconds + other.seconds);
        }

        Map<String, Object> figures() {
            var figures = new LinkedHashMap<String, Object>();
            figures.put("cpu_ms_per_call", 1000 * cpuSeconds / Math.max(1, succeeded));
            figures.put("calls", succeeded);
            figures.put("failed", failed);
            figures.put("retransmissions", retransmitted);
            figures.put("calls_per_second", succeeded / seconds);
            return figures;
        }
    }

    private void measureMemory() {
        var ringing = new LinkedHashMap<String, Object>();
        for (int calls : seconds < 60 ? List.of(500) : List.of(2000, 10_000))
            ringing.put("" + calls, held(Held.RINGING, calls));
        report.put("held_ringing_without_media", ringing);
        // Two legs with an RTP and an RTCP port each.
        int most = (int) Math.min(10_000, (ProcessUsage.descriptorLimit() - 1000) / 4);
        var bridged = new LinkedHashMap<String, Object>();
        for (int calls : seconds < 60 ? List.of(500) : List.of(2000, most))
            bridged.put("" + calls, held(Held.BRIDGED, calls));
        report.put("held_bridged", bridged);
    }

    private enum Held {
        RINGING("waiting-caller", "waiting-callee"),
        BRIDGED("caller", "callee");

        private final String caller;
        private final String callee;

        Held(String caller, String callee) {
            this.caller = caller;
            this.callee = callee;
        }
    }

    private Map<String, Object> held(Held kind, int calls) {
        try (var load = SippLoad.answering(directory, kind.callee);
                var strowger = SwitchProcess.start(directory.resolve("held-" + kind + "-" + calls))) {
            load.run(new Plan(kind.caller, strowger.port(), "1000", RATE, 400, Duration.ofMillis(100)));
            SippLoad.pause(SETTLING);
            long heap = strowger.liveBytes();
            long resident = ProcessUsage.residentKilobytes(strowger.handle());
            Duration untilMeasured = Duration.ofMillis(1000L * calls / RATE).plus(SETTLING);
            var running = load.start(
                    new Plan(kind.caller, strowger.port(), "1000", RATE, calls, untilMeasured.plusSeconds(15)));
            SippLoad.pause(untilMeasured.plusSeconds(2));
            int standing = strowger.figure("calls");
            double perCall = (strowger.liveBytes() - heap) / 1024.0 / Math.max(1, standing);
            double residentPerCall =
                    (ProcessUsage.residentKilobytes(strowger.handle()) - resident) / (double) Math.max(1, standing);
            int threads = ProcessUsage.threads(strowger.handle());
            var outcome = running.outcome();
            var figures = new LinkedHashMap<String, Object>();
            figures.put("standing", standing);
            figures.put("heap_kB_per_call", perCall);
            figures.put("resident_kB_per_call", residentPerCall);
            figures.put("platform_threads", threads);
            figures.put("failed", outcome.failed());
            System.err.printf(
                    "%-8s %6d held %8.1f kB heap/call %8.1f kB resident/call %4d threads%n",
                    kind, standing, perCall, residentPerCall, threads);
            return figures;
        }
    }
}
