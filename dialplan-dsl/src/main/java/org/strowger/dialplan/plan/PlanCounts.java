package org.strowger.dialplan.plan;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.strowger.dialplan.route.CallFate;

/** Calls of a version. Outlives the version's classes. Safe on any thread. */
public final class PlanCounts {

    private final AtomicInteger running = new AtomicInteger();
    private final LongAdder ended = new LongAdder();
    private final LongAdder failed = new LongAdder();

    void began() {
        running.incrementAndGet();
    }

    /** Answers how many still run. */
    public int ended(CallFate fate) {
        ended.increment();
        if (fate == CallFate.FAILED) failed.increment();
        return running.decrementAndGet();
    }

    public int running() {
        return running.get();
    }

    public long ended() {
        return ended.sum();
    }

    public long failed() {
        return failed.sum();
    }
}
