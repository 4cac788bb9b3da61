package org.strowger.call.message;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many messages each account has under way, and how much all those take that are kept, whoever they are for. Any
 * thread.
 */
public final class MessageBook {

    /** Messages of a sender that have no answer yet. RFC 3428 §8 would have one for each that it writes to. */
    static final int MOST_UNDER_WAY = 20;

    /** Octets: 64 MiB. */
    static final long MOST_KEPT = 64L << 20;

    private final ConcurrentHashMap<String, Integer> underWay = new ConcurrentHashMap<>();
    private final AtomicLong kept = new AtomicLong();

    /** Nothing is under way, and nothing kept. */
    public MessageBook() {}

    /** Whether a sender may have one more under way, which it has then. */
    boolean enter(String sender) {
        if (underWay.merge(sender, 1, Integer::sum) <= MOST_UNDER_WAY) return true;
        leave(sender);
        return false;
    }

    void leave(String sender) {
        underWay.computeIfPresent(sender, (_, n) -> n == 1 ? null : n - 1);
    }

    /** Whether there was room to keep so much, which is taken then. */
    boolean take(int octets) {
        if (kept.addAndGet(octets) <= MOST_KEPT) return true;
        kept.addAndGet(-octets);
        return false;
    }

    void give(int octets) {
        kept.addAndGet(-octets);
    }
}
