package org.strowger.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.strowger.bench.SippLoad.Plan;

/**
 * Whether the switch carries its load and leaves nothing behind. Each of {@code load held start crash} is a measurement
 * of its own with its own JSON; without arguments all of them. Exit status 1 if one did not show what it must.
 */
final class LoadBench {

    private static final int RATE = 200;
    private static final Duration SETTLING = Duration.ofSeconds(40);
    private static final List<String> RESTING = List.of("calls", "legs", "transactions", "timers", "ports");

    private final Path directory;
    private boolean good = true;

    private LoadBench(Path directory) {
        this.directory = directory;
    }

    /** Prints the JSON of each on standard output. */
    public static void main(String[] arguments) throws IOException {
        var bench = new LoadBench(Files.createTempDirectory("load"));
        var wanted = Set.copyOf(Arrays.asList(arguments));
        for (String name : List.of("load", "held", "start", "crash"))
            if (wanted.isEmpty() || wanted.contains(name))
                System.out.println(JsonText.of(Map.of(name, bench.measure(name))));
        System.exit(bench.good ? 0 : 1);
    }

    private Map<String, Object> measure(String name) {
        return switch (name) {
            case "load" -> load();
            case "held" -> held();
            case "start" -> start();
            default -> crash();
        };
    }

    /** 200 calls a second for a minute: none fails, and after it the switch is as before. */
    private Map<String, Object> load() {
        try (var callees = SippLoad.answering(directory, "callee");
                var strowger = SwitchProcess.start(directory.resolve("for-load"))) {
            callees.run(new Plan("caller", strowger.port(), "1000", RATE, 10 * RATE, Duration.ofMillis(200)));
            SippLoad.pause(SETTLING);
            long heapBefore = strowger.liveBytes();
            var outcome =
                    callees.run(new Plan("caller", strowger.port(), "1000", RATE, 60 * RATE, Duration.ofMillis(200)));
            SippLoad.pause(SETTLING);
            long heapAfter = strowger.liveBytes();
            var figures = new LinkedHashMap<String, Object>();
            figures.put("calls", outcome.succeeded());
            figures.put("failed", must(outcome.failed(), outcome.failed() == 0 && outcome.succeeded() == 60 * RATE));
            figures.put("retransmissions", outcome.retransmitted());
            int late = outcome.retransmissions().stream()
                    .skip(5)
                    .mapToInt(Integer::intValue)
                    .sum();
            figures.put("retransmissions_after_5_s", must(late, late == 0));
            rest(strowger, figures);
            figures.put("heap_before_kB", heapBefore / 1024);
            figures.put("heap_after_kB", must(heapAfter / 1024, heapAfter < heapBefore * 1.1 + 1_000_000));
            figures.put("resident_kB", ProcessUsage.residentKilobytes(strowger.handle()));
            return figures;
        }
    }

    /** 10,000 calls at once in a verb; then all of them give up. */
    private Map<String, Object> held() {
        int calls = 10_000;
        try (var callees = SippLoad.answering(directory, "waiting-callee");
                var strowger = SwitchProcess.start(directory.resolve("for-held"))) {
            Duration ramp = Duration.ofMillis(1000L * calls / RATE);
            var running = callees.start(
                    new Plan("waiting-caller", strowger.port(), "1000", RATE, calls, ramp.plusSeconds(15)));
            SippLoad.pause(ramp.plusSeconds(5));
            var figures = new LinkedHashMap<String, Object>();
            int standing = strowger.figure("calls");
            figures.put("held", must(standing, standing == calls));
            int threads = ProcessUsage.threads(strowger.handle());
            figures.put("platform_threads", must(threads, threads < 100));
            var outcome = running.outcome();
            figures.put("ended_cleanly", must(outcome.succeeded(), outcome.succeeded() == calls));
            SippLoad.pause(SETTLING);
            rest(strowger, figures);
            return figures;
        }
    }

    /** From the start of the process to "ready": with a plan that was compiled before, and with one that wasn't. */
    private Map<String, Object> start() {
        var homes = new AtomicInteger();
        onceReady("for-start");
        Map<String, Object> figures = starts(() -> onceReady("for-start"));
        figures.put("plan_is_new", starts(() -> onceReady("for-start-" + homes.incrementAndGet())));
        return figures;
    }

    /** Ten times; and the CPU time it took, which a busy neighbour disturbs less. */
    private Map<String, Object> starts(Supplier<Start> once) {
        List<Start> starts = Stream.generate(once).limit(10).toList();
        long median = median(starts.stream().map(Start::milliseconds));
        var figures = new LinkedHashMap<String, Object>();
        figures.put(
                "fastest_ms",
                starts.stream().mapToLong(Start::milliseconds).min().orElseThrow());
        figures.put("median_ms", must(median, median < 2000));
        figures.put(
                "slowest_ms",
                starts.stream().mapToLong(Start::milliseconds).max().orElseThrow());
        figures.put("median_cpu_ms", median(starts.stream().map(Start::cpuMilliseconds)));
        return figures;
    }

    private record Start(long milliseconds, long cpuMilliseconds) {}

    private static long median(Stream<Long> values) {
        long[] sorted = values.mapToLong(Long::longValue).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private Start onceReady(String home) {
        try (var strowger = SwitchProcess.start(directory.resolve(home))) {
            double cpu = ProcessUsage.cpuSeconds(strowger.handle());
            return new Start(strowger.startTime().toMillis(), Math.round(cpu * 1000));
        }
    }

    /** SIGKILL under load, and at once a new start: no port is taken, phones register again, calls work. */
    private Map<String, Object> crash() {
        Path home = directory.resolve("for-crash");
        var figures = new LinkedHashMap<String, Object>();
        try (var callees = SippLoad.answering(directory, "callee")) {
            try (var strowger = SwitchProcess.start(home)) {
                registers(strowger);
                var running =
                        callees.start(new Plan("caller", strowger.port(), "2000", 100, 500, Duration.ofSeconds(1)));
                SippLoad.pause(Duration.ofSeconds(3));
                figures.put("calls_when_killed", strowger.figure("calls"));
                strowger.kill();
                running.abandon();
            }
            try (var again = SwitchProcess.start(home)) {
                figures.put("ready_again_ms", again.startTime().toMillis());
                boolean registered = registers(again);
                figures.put("registered_again", must(registered, registered));
                var outcome = callees.run(new Plan("caller", again.port(), "2000", 50, 200, Duration.ofMillis(200)));
                figures.put("calls", outcome.succeeded());
                figures.put("failed", must(outcome.failed(), outcome.failed() == 0 && outcome.succeeded() == 200));
                SippLoad.pause(SETTLING);
                rest(again, figures);
            }
        }
        return figures;
    }

    /** A phone registers the address where the callees listen. */
    private boolean registers(SwitchProcess strowger) {
        var command = List.of(
                "sipp",
                "127.0.0.1:" + strowger.port(),
                "-sf",
                SippLoad.scenario("register"),
                "-i",
                "127.0.0.1",
                "-p",
                "25063",
                "-m",
                "1",
                "-nostdin",
                "-timeout",
                "10s",
                "-timeout_error",
                "-skip_rlimit",
                "-auth_uri",
                "bench.example",
                "-key",
                "contact",
                "127.0.0.1:" + SippLoad.CALLEE_PORT);
        Process sipp = SippLoad.start(command, directory.resolve("register.log"));
        SippLoad.end(sipp, Duration.ofSeconds(15));
        return sipp.exitValue() == 0;
    }

    private void rest(SwitchProcess strowger, Map<String, Object> figures) {
        for (String name : RESTING) {
            int value = strowger.figure(name);
            figures.put(name + "_afterwards", must(value, value == 0));
        }
    }

    /** Notes whether it is as it must be. */
    private Object must(Object value, boolean asItMustBe) {
        if (asItMustBe) return value;
        good = false;
        return value + " (!)";
    }
}
