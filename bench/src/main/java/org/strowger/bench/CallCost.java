package org.strowger.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.strowger.bench.SippLoad.Plan;

/** CPU time, user and system, that a number of calls took. */
record CallCost(String name, double cpuSeconds, int succeeded, int failed, int retransmitted, double seconds) {

    private static final Duration TALK = Duration.ofMillis(200);

    /** Nothing yet. */
    static CallCost none(Measured measured) {
        return new CallCost(measured.name(), 0, 0, 0, 0, 0);
    }

    /** With some seconds of load at a rate more. */
    CallCost after(SippLoad load, Measured measured, int rate, int length) {
        double before = ProcessUsage.cpuSeconds(measured.handle());
        var outcome = load.run(new Plan("caller", measured.port(), "1000", rate, rate * length, TALK));
        double used = ProcessUsage.cpuSeconds(measured.handle()) - before;
        return new CallCost(
                name,
                cpuSeconds + used,
                succeeded + outcome.succeeded(),
                failed + outcome.failed(),
                retransmitted + outcome.retransmitted(),
                seconds + outcome.seconds());
    }

    double millisecondsPerCall() {
        return 1000 * cpuSeconds / Math.max(1, succeeded);
    }

    Map<String, Object> figures() {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("cpu_ms_per_call", millisecondsPerCall());
        figures.put("calls", succeeded);
        figures.put("failed", failed);
        figures.put("retransmissions", retransmitted);
        figures.put("calls_per_second", succeeded / seconds);
        return figures;
    }
}
