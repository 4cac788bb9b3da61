package org.strowger.call.exchange;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many new calls are asked for in a second, beside how many the switch has carried without anybody waiting: what
 * tells too many calls from a machine that is busy with something else for a while. Counted by the second in which they
 * arrived, whenever they are read: a loop that is behind reads no more than it carries, so what it reads tells nothing
 * of what is asked for. Of the last ten to twenty minutes. A call whose INVITE comes again, since its answer is late or
 * with credentials, is one call. Any thread: what two loops lose to each other is a call or two.
 */
final class Demand {

    /** What a switch is taken to carry of which nothing is known yet, for each processor. */
    private static final int AT_FIRST = 125;

    /** More than was carried by less than this may be carried, too. */
    private static final double MORE = 1.2;

    /** What has arrived within less than this may be a burst, which is no rate. */
    private static final int A_RATE_FROM_MILLIS = 250;

    /**
     * Calls that come in lumps are counted from the first lump to the last, which has begun the next interval: the
     * first is left out.
     */
    private static final int A_LUMP_MILLIS = 20;

    private static final long CALM_NANOS = 30_000_000;
    private static final long REMEMBERED_SECONDS = 600;

    /** As many calls are known again as come in some seconds. */
    private static final int KNOWN = 1 << 12;

    private final int floor;

    /** By their lower bits, the hashes of the Call-IDs that came last. */
    private final int[] known = new int[KNOWN];

    /** The second, and in the lower half how many have come in it. */
    private final AtomicLong current = new AtomicLong();

    // Of the current second: when its first call arrived, how many came with it, and when the one did that was read
    // last; milliseconds.
    private volatile long firstAt;
    private volatile int atFirst;
    private volatile long lastAt;

    private volatile int last;
    private volatile boolean late;
    private volatile int carried;
    private volatile int carriedBefore;
    private volatile long began;

    Demand(int processors) {
        floor = AT_FIRST * processors;
    }

    /** An INVITE of this Call-ID's hash is read, which has waited so long for it. */
    void came(int call, long nowMillis, long waitedNanos) {
        int more = known[call & KNOWN - 1] == call ? 0 : 1;
        known[call & KNOWN - 1] = call;
        long arrived = nowMillis - waitedNanos / 1_000_000;
        long second = arrived / 1000;
        // Of two loops, the one that is further behind doesn't begin the second before this one anew.
        long before = current.getAndUpdate(now -> now >> 32 < second ? second << 32 | more : now + more);
        if (before >> 32 < second) {
            ended(before, second);
            firstAt = arrived;
        }
        lastAt = arrived;
        if (arrived - firstAt < A_LUMP_MILLIS) atFirst = (int) current.get();
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
        return Math.max(last, rate()) > MORE * Math.max(floor, Math.max(carried, carriedBefore));
    }

    /** How many a second arrive in the current one, as far as it has been read. */
    private int rate() {
        int count = (int) current.get();
        long span = lastAt - firstAt;
        return span < A_RATE_FROM_MILLIS ? count : Math.max(count, (int) ((count - atFirst) * 1000L / span));
    }
}
