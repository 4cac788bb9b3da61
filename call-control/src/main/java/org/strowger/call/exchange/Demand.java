package org.strowger.call.exchange;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many new calls are asked for in a second, beside how many the switch has carried without anybody waiting: what tells too many calls from a machine that is
 * busy with something else for a while. Counted in whole seconds; of the last ten to twenty minutes. A call whose INVITE comes again, since its answer is late or
 * with credentials, is one call. Any thread: what two loops lose to each other is a call or two.
 */
final class Demand {

    /** What a switch is taken to carry of which nothing is known yet, for each processor. */
    private static final int AT_FIRST = 125;

    /** More than was carried by less than this may be carried, too. */
    private static final double MORE = 1.2;

    private static final long CALM_NANOS = 30_000_000;
    private static final long REMEMBERED_SECONDS = 600;

    /** As many calls are known again as come in some seconds. */
    private static final int KNOWN = 1 << 12;

    private final int floor;

    /** By their lower bits, the hashes of the Call-IDs that came last. */
    private final int[] known = new int[KNOWN];

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

    /** An INVITE of this Call-ID's hash has come, and waited so long to be read. */
    void came(int call, long millis, long waitedNanos) {
        int more = known[call & KNOWN - 1] == call ? 0 : 1;
        known[call & KNOWN - 1] = call;
        long second = millis / 1000;
        long before = current.getAndUpdate(now -> now >> 32 == second ? now + more : second << 32 | more);
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
