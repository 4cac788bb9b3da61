package org.strowger.call.core;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.strowger.statemachine.StateTable;

/** Counters of all loops, read by gauges. Any thread. */
final class ExchangeCounters {
    final LongAdder legs = new LongAdder();
    final LongAdder agents = new LongAdder();
    final LongAdder callThreads = new LongAdder();
    final LongAdder callsStarted = new LongAdder();
    final LongAdder callsAnswered = new LongAdder();
    final LongAdder callsRefused = new LongAdder();
    final LongAdder programFaults = new LongAdder();
    final LongAdder legsHeard = new LongAdder();
    final LongAdder legsHeardBadly = new LongAdder();
    final LongAdder legsMute = new LongAdder();
    final LongAdder pressesIgnored = new LongAdder();
    private final AtomicLongArray refused = new AtomicLongArray(RefusalCause.values().length);

    /** By the names of their tables. */
    private final Map<String, LongAdder> illegal = new HashMap<>();

    ExchangeCounters() {
        for (StateTable<?, ?, ?> table : Exchange.machines()) illegal.put(table.name(), new LongAdder());
    }

    /** A machine got an event that its table, one of {@link Exchange#machines}, calls illegal. */
    void illegal(StateTable<?, ?, ?> table) {
        LongAdder counter = illegal.get(table.name());
        if (counter != null) counter.increment();
    }

    Map<String, Long> illegal() {
        Map<String, Long> counts = new HashMap<>();
        illegal.forEach((machine, counter) -> counts.put(machine, counter.sum()));
        return counts;
    }

    void refused(RefusalCause cause) {
        refused.incrementAndGet(cause.ordinal());
    }

    Map<RefusalCause, Long> refusals() {
        Map<RefusalCause, Long> counts = new EnumMap<>(RefusalCause.class);
        for (RefusalCause cause : RefusalCause.values()) counts.put(cause, refused.get(cause.ordinal()));
        return counts;
    }

    void legHeard(LegQuality quality) {
        legsHeard.increment();
        if (!quality.isGoodEnough()) legsHeardBadly.increment();
    }
}
