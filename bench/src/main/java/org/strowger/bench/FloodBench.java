package org.strowger.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import org.strowger.bench.SippLoad.Plan;

/** Whether what strangers send costs honest callers anything: exit status 1 if it does. */
final class FloodBench {

    private static final int JUNK = 20_000;
    private static final int CALLS = 50;
    private static final double P99_MILLIS = 20;
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
                var strowger = SwitchProcess.startGuarded(directory.resolve("switch"), "");
                var times = AnswerTimes.ofProvisionals(SippLoad.CALLER_PORT, directory)) {
            callees.run(new Plan("caller", strowger.port(), "1000", CALLS, 5 * CALLS, Duration.ofMillis(200)));
            long before = strowger.liveBytes();
            SippLoad.Outcome outcome;
            long junk;
            try (var sender = new JunkSender(strowger.port(), JUNK).start()) {
                outcome = callees.run(
                        new Plan("caller", strowger.port(), "1000", CALLS, seconds * CALLS, Duration.ofSeconds(1)));
                junk = sender.sent();
            }
            double[] sorted = times.sorted();
            double p99 = AnswerTimes.percentile(sorted, 99);
            SippLoad.pause(SETTLING);
            long after = strowger.liveBytes();
            figures.put("junk_packets", junk);
            figures.put("calls", outcome.succeeded());
            figures.put("calls_failed", outcome.failed());
            figures.put("invite_to_100_p50_ms", AnswerTimes.percentile(sorted, 50));
            figures.put("invite_to_100_p99_ms", p99);
            figures.put("heap_before_kB", before / 1024);
            figures.put("heap_after_kB", after / 1024);
            for (String name :
                    List.of("dropped_budget", "dropped_strangers", "messages_junk", "refused_load", "transactions"))
                figures.put(name, strowger.figure(name));
            System.out.println(JsonText.of(figures));
            return outcome.failed() == 0 && p99 < P99_MILLIS && after < before * 1.1 + 4_000_000;
        }
    }
}
