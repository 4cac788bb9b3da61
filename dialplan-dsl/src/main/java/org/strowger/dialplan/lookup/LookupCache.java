package org.strowger.dialplan.lookup;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Answers to lookups that may be used again for some time; so many at most, and then the oldest go. Safe on any thread.
 */
public final class LookupCache {

    private record Kept(LookupOutcome outcome, Instant until) {}

    private final int most;
    private final Map<Lookup, Kept> kept = new ConcurrentHashMap<>();
    private final Queue<Lookup> order = new ConcurrentLinkedQueue<>();

    LookupCache(int most) {
        this.most = most;
    }

    public Optional<LookupOutcome> find(Lookup lookup, Instant now) {
        Kept there = kept.get(lookup);
        return there == null || !now.isBefore(there.until()) ? Optional.empty() : Optional.of(there.outcome());
    }

    public void keep(Lookup lookup, LookupOutcome outcome, Instant until) {
        if (kept.put(lookup, new Kept(outcome, until)) == null) order.add(lookup);
        while (kept.size() > most) {
            Lookup oldest = order.poll();
            if (oldest == null) return;
            kept.remove(oldest);
        }
    }

    int size() {
        return kept.size();
    }
}
