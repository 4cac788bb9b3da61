package org.strowger.sip.source;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of an address, a flow or an account. Written by the loops that hear of it; what two of them write
 * at once may count once, which is near enough for a budget.
 */
final class Source {

    final long key;
    final Object who;
    final Allowance requests = new Allowance();
    final Allowance failures = new Allowance();
    final Allowance emergencies = new Allowance();
    final AtomicInteger dropped = new AtomicInteger();
    /** Drops that have been told. */
    final AtomicInteger told = new AtomicInteger();

    /** Of an account: its requests that wait for their turn. */
    final AtomicInteger waiting = new AtomicInteger();

    /** Of a flow: whoever has proved himself on it last, whose budget it spends. */
    volatile @Nullable Source account;

    volatile long seenMicros;
    volatile long knownUntil;
    volatile long bannedUntil;
    volatile long tellNextAt;

    Source(long key, Object who, long now) {
        this.key = key;
        this.who = who;
        this.seenMicros = now;
    }

    boolean isKnown(long now) {
        return knownUntil > now;
    }

    boolean isBanned(long now) {
        return bannedUntil > now;
    }
}
