package org.strowger.sip.transport;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Lets something be said once a minute that happens as often as peers like. Any thread. */
final class EachMinute {

    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final AtomicLong saidAt = new AtomicLong(System.nanoTime() - MINUTE_NANOS);

    /** Whether it is time; who is told so, says it. */
    boolean isDue() {
        long now = System.nanoTime();
        long before = saidAt.get();
        return now - before >= MINUTE_NANOS && saidAt.compareAndSet(before, now);
    }
}
