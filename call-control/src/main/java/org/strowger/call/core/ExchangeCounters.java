package org.strowger.call.core;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.strowger.call.event.LegQuality;
import org.strowger.call.event.RefusalCause;
import org.strowger.statemachine.StateTable;

/** Counters of all loops, read by gauges. Any thread. */
public final class ExchangeCounters {
    public final LongAdder legs = new LongAdder();
    public final LongAdder agents = new LongAdder();
    public final LongAdder callThreads = new LongAdder();
    public final LongAdder callsStarted = new LongAdder();
    public final LongAdder callsAnswered = new LongAdder();
    public final LongAdder callsRefused = new LongAdder();
    public final LongAdder programFaults = new LongAdder();
    public final LongAdder legsHeard = new LongAdder();
    public final LongAdder legsHeardBadly = new LongAdder();
    public final LongAdder legsMute = new LongAdder();
    public final LongAdder pressesIgnored = new LongAdder();
    private final AtomicLongArray refused = new AtomicLongArray(RefusalCause.values().length);

    /** By the names of their tables. */
    private final Map<String, LongAdder> illegal = new LinkedHashMap<>();

    /** @param machines whose illegal events are counted */
    public ExchangeCounters(List<StateTable<?, ?, ?>> machines) {
        for (StateTable<?, ?, ?> table : machines) illegal.put(table.name(), new LongAdder());
    }

    /** A machine got an event that its table calls illegal. */
    public void illegal(StateTable<?, ?, ?> table) {
        LongAdder counter = illegal.get(table.name());
        if (counter != null) counter.increment();
    }

    public Map<String, Long> illegal() {
        Map<String, Long> counts = new LinkedHashMap<>();
        illegal.forEach((machine, counter) -> counts.put(machine, counter.sum()));
        return counts;
    }

    public void refused(RefusalCause cause) {
        refused.incrementAndGet(cause.ordinal());
    }

    public Map<RefusalCause, Long> refusals() {
        Map<RefusalCause, Long> counts = new EnumMap<>(RefusalCause.class);
        for (RefusalCause cause : RefusalCause.values()) counts.put(cause, refused.get(cause.ordinal()));
        return counts;
    }

    public void legHeard(LegQuality quality) {
        legsHeard.increment();
        if (!quality.isGoodEnough()) legsHeardBadly.increment();
    }
}
