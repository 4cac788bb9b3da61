package org.strowger.call.exchange;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many new calls are asked for in a second, beside how many the switch has carried without anybody waiting: what tells too many calls from a machine that is
 * busy with something else for a while. Counted in whole seconds; of the last ten to twenty minutes. Any thread: what two loops lose to each other is a call or two.
 */
final class Demand {

    /** What a switch is taken to carry of which nothing is known yet, for each processor. */
    private static final int AT_FIRST = 125;

    /** More than was carried by less than this may be carried, too. */
    private static final double MORE = 1.2;

    private static final long CALM_NANOS = 30_000_000;
    private static final long REMEMBERED_SECONDS = 600;

    private final int floor;

    /** The second, and in the lower half how many have come in it. */
    private final AtomicLong current = new AtomicLong();

    private volatile int last;
    private volatile boolean late;
    private volatile int carried;
    private volatile int carriedBefore;
    private volatile long began;

    Demand(int processors) {
        floor = AT_FIRST * processors;
    }

    /** A new call is asked for, and waited so long for it to be read. */
    void came(long millis, long waitedNanos) {
        long second = millis / 1000;
        long before = current.getAndUpdate(now -> now >> 32 == second ? now + 1 : second << 32 | 1);
        if (before >> 32 != second) ended(before, second);
        if (waitedNanos > CALM_NANOS) late = true;
    }

    private void ended(long before, long second) {
        int count = (int) before;
        last = second - (before >> 32) == 1 ? count : 0;
        if (!late) carried = Math.max(carried, count);
        late = false;
        if (second - began < REMEMBERED_SECONDS) return;
        began = second;
        carriedBefore = carried;
        carried = 0;
    }

    /** Whether more is asked for than was ever carried. */
    boolean isTooMuch() {
        int asked = Math.max(last, (int) current.get());
        return asked > MORE * Math.max(floor, Math.max(carried, carriedBefore));
    }
}
