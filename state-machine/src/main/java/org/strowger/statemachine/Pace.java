package org.strowger.statemachine;

import java.time.Duration;

/**
 * How often something may happen: evenly, or as many at once as have been saved up (the generic cell rate algorithm,
 * ITU-T I.371 annex A). For one thread; takes no memory that grows.
 */
public final class Pace {

    private static final long NEVER = Long.MIN_VALUE;

    private final int most;
    private final long gap;
    /** By the clock; {@link #NEVER} before the first. */
    private long spentUntil = NEVER;

    /**
     * A pace.
     *
     * @param most that may come at once, at least 1
     * @param each after which one of them has come back, longer than nothing
     */
    public Pace(int most, Duration each) {
        if (most < 1 || !each.isPositive()) throw new IllegalArgumentException(most + " at once, one each " + each);
        this.gap = each.toNanos();
        this.most = most;
    }

    /** So many a second, of which as many may come at once; at least 1. */
    public static Pace aSecond(int most) {
        return new Pace(most, Duration.ofSeconds(1).dividedBy(most));
    }

    /**
     * Whether one more may pass now, in nanoseconds of a clock that doesn't go back; what may not is not counted
     * against those to come.
     */
    public boolean allows(long now) {
        if (spentUntil == NEVER || spentUntil - now < 0) spentUntil = now;
        if (spentUntil - now > (most - 1) * gap) return false;
        spentUntil += gap;
        return true;
    }
}
