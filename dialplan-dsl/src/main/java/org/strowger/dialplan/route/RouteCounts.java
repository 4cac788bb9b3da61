package org.strowger.dialplan.route;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.strowger.call.DialOutcome;

/** Calls of a route, and what their dials came to. Safe on any thread. */
public final class RouteCounts {

    /** The outcomes, by the names that scripts know. */
    private enum Outcome {
        Answered,
        Busy,
        NoAnswer,
        Rejected,
        Unreachable;

        static Outcome of(DialOutcome outcome) {
            return switch (outcome) {
                case DialOutcome.Answered _ -> Answered;
                case DialOutcome.Busy _ -> Busy;
                case DialOutcome.NoAnswer _ -> NoAnswer;
                case DialOutcome.Rejected _ -> Rejected;
                case DialOutcome.Unreachable _ -> Unreachable;
            };
        }
    }

    private final AtomicInteger running = new AtomicInteger();
    private final LongAdder taken = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final EnumMap<Outcome, LongAdder> outcomes = new EnumMap<>(Outcome.class);

    RouteCounts() {
        for (Outcome outcome : Outcome.values()) outcomes.put(outcome, new LongAdder());
    }

    public void took() {
        taken.increment();
        running.incrementAndGet();
    }

    public void dialled(DialOutcome outcome) {
        java.util.Objects.requireNonNull(outcomes.get(Outcome.of(outcome))).increment();
    }

    public void ended(CallFate fate) {
        running.decrementAndGet();
        if (fate == CallFate.FAILED) failed.increment();
    }

    /** As of now. */
    public RouteStatistics statistics(Route route, String context) {
        var now = new java.util.LinkedHashMap<String, Long>();
        for (Map.Entry<Outcome, LongAdder> one : outcomes.entrySet())
            if (one.getValue().sum() > 0)
                now.put(one.getKey().name(), one.getValue().sum());
        return new RouteStatistics(context, route.label(), running.get(), taken.sum(), failed.sum(), now);
    }
}
