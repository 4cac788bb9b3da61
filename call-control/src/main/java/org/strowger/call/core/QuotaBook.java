package org.strowger.call.core;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.strowger.directory.Quota;

/**
 * The calls of each account, trunk and source that has a quota. What has no calls and has rested is forgotten, so that
 * the book holds no more than there are calls, and those of the last second. Any thread.
 */
final class QuotaBook {

    private static final long SECOND = 1_000_000_000L;
    private static final int SMALL = 1024;

    /** What a quota had to say. */
    enum Verdict {
        GRANTED,
        TOO_MANY,
        TOO_FAST
    }

    /** @param rested when a call may have begun a second ago, by {@code nanos}: the pace of the last calls */
    private record Tally(int calls, long rested) {}

    private final LongSupplier nanos;
    private final ConcurrentHashMap<String, Tally> tallies = new ConcurrentHashMap<>();
    private final AtomicLong sweptAt = new AtomicLong();

    QuotaBook(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Counts a call in, or says why not. */
    Verdict enter(String whose, Quota quota) {
        long now = nanos.getAsLong();
        sweep(now);
        Verdict[] verdict = {Verdict.GRANTED};
        tallies.compute(whose, (_, before) -> {
            if (before != null && before.calls >= quota.calls()) verdict[0] = Verdict.TOO_MANY;
            else if (!isInPace(before, quota, now)) verdict[0] = Verdict.TOO_FAST;
            else
                return new Tally(
                        before == null ? 1 : before.calls + 1, busyUntil(before, now) + SECOND / quota.perSecond());
            return before;
        });
        return verdict[0];
    }

    /** What it would say now; nothing is counted by that. */
    Verdict look(String whose, Quota quota) {
        Tally now = tallies.get(whose);
        if (now != null && now.calls >= quota.calls()) return Verdict.TOO_MANY;
        return isInPace(now, quota, nanos.getAsLong()) ? Verdict.GRANTED : Verdict.TOO_FAST;
    }

    private static boolean isInPace(@Nullable Tally before, Quota quota, long now) {
        return busyUntil(before, now) - now <= SECOND - SECOND / quota.perSecond();
    }

    private static long busyUntil(@Nullable Tally before, long now) {
        return before == null || before.rested - now < 0 ? now : before.rested;
    }

    /** Counts a call out. */
    void leave(String whose) {
        long now = nanos.getAsLong();
        tallies.computeIfPresent(whose, (_, before) -> {
            Tally after = new Tally(before.calls - 1, before.rested);
            return isIdle(after, now) ? null : after;
        });
    }

    int size() {
        return tallies.size();
    }

    private static boolean isIdle(Tally tally, long now) {
        return tally.calls <= 0 && tally.rested - now <= 0;
    }

    /** At most once a second: calls that ended within the second in which they began leave their pace behind. */
    private void sweep(long now) {
        long before = sweptAt.get();
        if (tallies.size() < SMALL || now - before < SECOND || !sweptAt.compareAndSet(before, now)) return;
        tallies.values().removeIf(tally -> isIdle(tally, now));
    }
}
