package org.strowger.call;

import java.util.concurrent.atomic.LongAdder;

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

    void legHeard(LegQuality quality) {
        legsHeard.increment();
        if (!quality.isGoodEnough()) legsHeardBadly.increment();
    }
}
