package org.strowger.sip.source;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** When a request may be read, and after whose. Any thread. */
public final class Turn {

    /** It needn't wait for one. */
    public static final Turn NOW = new Turn(new AtomicInteger(), Duration.ZERO);

    private final AtomicInteger waiting;
    private final Duration until;

    private Turn(AtomicInteger waiting, Duration until) {
        this.waiting = waiting;
        this.until = until;
    }

    /** Of one who has so many that wait. */
    static Turn in(long micros, AtomicInteger waiting) {
        return new Turn(waiting, Duration.of(Math.max(0, micros), ChronoUnit.MICROS));
    }

    /** Whether it is read as it comes. */
    public boolean isNow() {
        return this == NOW;
    }

    /** How long it is until then, if all before it have been read. */
    public Duration until() {
        return until;
    }

    /** Whose it is: the same for all of one account. */
    public Object whose() {
        return waiting;
    }

    /** From now on the request waits, and what its account asks next waits for it. */
    public void begins() {
        waiting.incrementAndGet();
    }

    /** It waits no longer. */
    public void ends() {
        waiting.decrementAndGet();
    }
}
