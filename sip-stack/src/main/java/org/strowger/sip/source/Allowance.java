package org.strowger.sip.source;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A budget that fills at a steady rate, as one number: when the next one would be due if all came evenly spaced (the
 * generic cell rate algorithm, ITU-T I.371 annex A). Any thread; two that take at once may share one.
 */
final class Allowance {

    /** {@link #has}, or {@link #take}. */
    @FunctionalInterface
    interface Look {
        boolean at(Allowance allowance, long now, Rate rate);
    }

    /** What a single one may count as. */
    static final int DEAREST = 16;

    private final AtomicLong due = new AtomicLong();

    /**
     * Takes one.
     *
     * @param now in microseconds
     * @param rate by which it fills, and how much of it can be saved up
     * @return whether there was one
     */
    boolean take(long now, Rate rate) {
        return take(now, rate, 1);
    }

    /**
     * Takes one that counts as so many: it is let pass where there is one left, and what it counts more is owed.
     *
     * @param count 1 to {@link #DEAREST}
     */
    boolean take(long now, Rate rate, int count) {
        long next = next(now, rate);
        if (next - now > rate.savedMicros()) return false;
        due.set(next + count * rate.everyMicros());
        return true;
    }

    /** Whether there is one to take. */
    boolean has(long now, Rate rate) {
        return next(now, rate) - now <= rate.savedMicros();
    }

    /** How long what was taken last would wait if all came evenly spaced, but for so many at once; microseconds. */
    long waits(long now, Rate rate, int atOnce) {
        return due.get() - now - atOnce * rate.everyMicros();
    }

    void refill() {
        due.set(0);
    }

    /** A clock that was set back leaves a time beyond all that can be owed: it counts for nothing. */
    private long next(long now, Rate rate) {
        long next = due.get();
        return next < now || next - now > rate.savedMicros() + DEAREST * rate.everyMicros() ? now : next;
    }

    /** One each so many microseconds, and as many at once as would come in the time saved. */
    record Rate(long everyMicros, long savedMicros) {

        static Rate perSecond(int count) {
            long every = 1_000_000 / count;
            return new Rate(every, 2_000_000 - every);
        }

        static Rate perMinute(int count) {
            long every = 60_000_000 / count;
            return new Rate(every, 60_000_000 - every);
        }
    }
}
