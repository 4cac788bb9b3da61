package org.strowger.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import org.strowger.bench.SippLoad.Plan;

/** Whether what strangers send costs honest callers anything: exit status 1 if it does. */
final class FloodBench {

    private static final int JUNK = 20_000;
    private static final int CALLS = 50;
    private static final int QUIET_SECONDS = 20;
    private static final double P99_MILLIS = 20;
    private static final Duration HELD = Duration.ofSeconds(1);
    private static final Duration SETTLING = Duration.ofSeconds(40);

    private FloodBench() {}

    /** Prints the JSON on standard output. */
    public static void main(String[] arguments) throws IOException {
        // Outside of what starts processes: an exit within would leave them running.
        System.exit(isGood(List.of(arguments).contains("--quick") ? 10 : 60) ? 0 : 1);
    }

    private static boolean isGood(int seconds) throws IOException {
        var directory = Files.createTempDirectory("flood");
        var figures = new LinkedHashMap<String, Object>();
        try (var callees = SippLoad.answering(directory, "callee");
                var strowger = SwitchProcess.startGuarded(directory.resolve("switch"), "")) {
            var quiet = Span.of(callees, strowger.port(), QUIET_SECONDS, directory);
            SippLoad.pause(SETTLING);
            long before = strowger.liveBytes();
            Span flooded;
            try (var sender = new JunkSender(strowger.port(), JUNK).start()) {
                flooded = Span.of(callees, strowger.port(), seconds, directory);
                figures.put("junk_packets", sender.sent());
            }
            SippLoad.pause(SETTLING);
            long after = strowger.liveBytes();
            figures.put("calls", flooded.calls.succeeded());
            figures.put("calls_failed", flooded.calls.failed());
            figures.put("quiet_invite_to_100_p50_ms", quiet.median);
            figures.put("quiet_invite_to_100_p99_ms", quiet.p99);
            figures.put("invite_to_100_p50_ms", flooded.median);
            figures.put("invite_to_100_p99_ms", flooded.p99);
            figures.put("heap_before_kB", before / 1024);
            figures.put("heap_after_kB", after / 1024);
            for (String name :
                    List.of("dropped_budget", "dropped_strangers", "messages_junk", "refused_load", "transactions"))
                figures.put(name, strowger.figure(name));
            System.out.println(JsonText.of(figures));
            return flooded.calls.failed() == 0 && flooded.p99 < P99_MILLIS && after < before * 1.1 + 4_000_000;
        }
    }

    /** Some seconds of calls, and how long each waited for its 100, ms. */
    private record Span(SippLoad.Outcome calls, double median, double p99) {

        static Span of(SippLoad callees, int port, int seconds, Path directory) {
            try (var times = AnswerTimes.ofProvisionals(SippLoad.CALLER_PORT, directory)) {
                var calls = callees.run(new Plan("caller", port, "1000", CALLS, seconds * CALLS, HELD));
                double[] waited = times.sorted();
                return new Span(calls, AnswerTimes.percentile(waited, 50), AnswerTimes.percentile(waited, 99));
            }
        }
    }
}
