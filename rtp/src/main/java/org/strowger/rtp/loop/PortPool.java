package org.strowger.rtp.loop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.strowger.rtp.MediaPorts;
import org.strowger.rtp.PortClaim;
import org.strowger.rtp.PortsExhaustedException;

/**
 * The even ports of a range, each standing for itself and the odd one above it. Any thread; leasing is not on a packet's path, so a
 * monitor will do. Pairs go out in shuffled order, the longest rested first: harder to guess, and slow to come back. Rest is a courtesy to the next call, and no
 * reason to refuse it: where nothing else is left, the pair that has rested longest goes out, so that calls which come and go use up no more pairs than they hold. The last
 * pairs go to emergency calls alone.
 */
public final class PortPool {

    /** How long a pair that another process holds is left alone. */
    static final long SET_ASIDE_NANOS = 60_000_000_000L;

    private record Resting(int port, long until) {}

    private final MediaPorts range;
    private final LongSupplier nanos;
    private final long quarantineNanos;
    private final int reserve;
    private final ArrayDeque<Integer> free;
    private final ArrayDeque<Resting> quarantined = new ArrayDeque<>();
    private final ArrayDeque<Resting> setAside = new ArrayDeque<>();
    private int leased;
    private long hurried;

    public PortPool(MediaPorts range, LongSupplier nanos, RandomGenerator random) {
        this.range = range;
        this.nanos = nanos;
        quarantineNanos = range.quarantine().toNanos();
        reserve = range.reserve();
        List<Integer> pairs = new ArrayList<>();
        for (int port = range.firstEven(); port < range.last(); port += 2) pairs.add(port);
        Collections.shuffle(pairs, random);
        free = new ArrayDeque<>(pairs);
    }

    /** Leases a pair by its even port; it is the caller's until given back. */
    public synchronized int lease(PortClaim claim) throws PortsExhaustedException {
        wake();
        int kept = kept(claim);
        if (free.size() + quarantined.size() <= kept) throw exhausted(kept);
        int port = free.size() > kept || quarantined.isEmpty() ? free.remove() : hurried();
        leased++;
        return port;
    }

    private int hurried() {
        hurried++;
        return quarantined.remove().port;
    }

    /** Takes a pair back after use. It rests for the quarantine before it goes out again. */
    public synchronized void release(int port) {
        leased--;
        quarantined.add(new Resting(port, nanos.getAsLong() + quarantineNanos));
    }

    /** Another process has it. */
    public synchronized void setAside(int port) {
        leased--;
        setAside.add(new Resting(port, nanos.getAsLong() + SET_ASIDE_NANOS));
    }

    /** It was not used. */
    public synchronized void giveBack(int port) {
        leased--;
        free.addFirst(port);
    }

    public synchronized int leased() {
        return leased;
    }

    /** Resting after use, or set aside. */
    public synchronized int resting() {
        wake();
        return quarantined.size() + setAside.size();
    }

    /** How many went out again before they had rested, since the start. */
    public synchronized long wentOutEarly() {
        return hurried;
    }

    public synchronized int free() {
        wake();
        return free.size();
    }

    private int kept(PortClaim claim) {
        return switch (claim) {
            case ORDINARY -> reserve;
            case EMERGENCY -> 0;
        };
    }

    private PortsExhaustedException exhausted(int kept) {
        return new PortsExhaustedException("no media port is free in " + range + ": " + leased + " pairs in use, "
                + quarantined.size() + " resting after use, " + setAside.size() + " taken by other processes, "
                + Math.min(kept, free.size() + quarantined.size()) + " kept for emergency calls; widen the range");
    }

    private void wake() {
        long now = nanos.getAsLong();
        wake(quarantined, now);
        wake(setAside, now);
    }

    private void wake(ArrayDeque<Resting> resting, long now) {
        for (Resting first = resting.peek(); first != null && now - first.until >= 0; first = resting.peek()) {
            resting.remove();
            free.add(first.port);
        }
    }
}
