package org.strowger.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.strowger.bench.SippLoad.Plan;

/** What calls take that do nothing but stand. */
enum HeldCalls {
    /** Without an offer, so without media ports: the route waits in its dial. */
    RINGING("waiting-caller", "waiting-callee"),
    /** Answered: two legs with an RTP and an RTCP port each. */
    BRIDGED("caller", "callee");

    private static final int RATE = 200;
    /** Server transactions of answered INVITEs live for 64·T1: what a held call takes shows after that. */
    private static final Duration SETTLING = Duration.ofSeconds(36);

    private final String caller;
    private final String callee;

    HeldCalls(String caller, String callee) {
        this.caller = caller;
        this.callee = callee;
    }

    /** Memory per call, of a switch that has been warmed up and has come to rest before. */
    Map<String, Object> measure(Path directory, int calls) {
        try (var load = SippLoad.answering(directory, callee);
                var strowger = SwitchProcess.start(directory.resolve("held-" + this + "-" + calls))) {
            load.run(new Plan(caller, strowger.port(), "1000", RATE, 400, Duration.ofMillis(100)));
            SippLoad.pause(SETTLING);
            var before = Memory.of(strowger);
            Duration untilMeasured = Duration.ofMillis(1000L * calls / RATE).plus(SETTLING);
            var running =
                    load.start(new Plan(caller, strowger.port(), "1000", RATE, calls, untilMeasured.plusSeconds(15)));
            SippLoad.pause(untilMeasured.plusSeconds(2));
            int standing = strowger.figure("calls");
            var figures = Memory.of(strowger).over(before, Math.max(1, standing));
            figures.put("standing", standing);
            figures.put("platform_threads", ProcessUsage.threads(strowger.handle()));
            figures.put("failed", running.outcome().failed());
            System.err.printf("%-8s %s%n", this, figures);
            return figures;
        }
    }

    private record Memory(double heap, double resident) {

        static Memory of(SwitchProcess strowger) {
            return new Memory(strowger.liveBytes() / 1024.0, ProcessUsage.residentKilobytes(strowger.handle()));
        }

        Map<String, Object> over(Memory before, int calls) {
            var figures = new LinkedHashMap<String, Object>();
            figures.put("heap_kB_per_call", (heap - before.heap) / calls);
            figures.put("resident_kB_per_call", (resident - before.resident) / calls);
            return figures;
        }
    }
}
