package org.strowger.rtp.loop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.strowger.rtp.MediaPorts;
import org.strowger.rtp.PortClaim;
import org.strowger.rtp.PortsExhaustedException;

/**
 * The even ports of a range, each standing for itself and the odd one above it. Any thread; leasing is not on a
 * packet's path, so a monitor will do. Pairs go out in shuffled order, the longest rested first: harder to guess, and
 * slow to come back. Rest is a courtesy to the next call, and no reason to refuse it: where nothing else is left, the
 * pair that has rested longest goes out, so that calls which come and go use up no more pairs than they hold. The last
 * pairs go to emergency calls alone.
 *
 * <p>Sockets of a pair stay bound while it rests, and go out with it where they are of use; of the pairs that have
 * rested those go out first, once there are enough of them ({@link KeptSockets}). What comes to them meanwhile is
 * dropped; where that is more than the last packets of a call, they are closed.
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
    private final KeptSockets kept;
    private int leased;
    private long hurried;
    private final LongAdder bound = new LongAdder();

    /** One that keeps sockets bound, for as many pairs of a loop and address as are of use. */
    public PortPool(MediaPorts range, LongSupplier nanos, RandomGenerator random) {
        this(range, nanos, random, Integer.MAX_VALUE);
    }

    /**
     * One that keeps sockets bound, up to a number.
     *
     * @param most pairs whose sockets stay bound while they rest, of all loops and addresses together; 0 or more, and
     *     of one loop and address no more than are of use
     */
    public PortPool(MediaPorts range, LongSupplier nanos, RandomGenerator random, int most) {
        this.range = range;
        this.nanos = nanos;
        quarantineNanos = range.quarantine().toNanos();
        reserve = range.reserve();
        List<Integer> pairs = new ArrayList<>();
        for (int port = range.firstEven(); port < range.last(); port += 2) pairs.add(port);
        Collections.shuffle(pairs, random);
        free = new ArrayDeque<>(pairs);
        kept = new KeptSockets(most, bound);
    }

    /** Leases a pair, for use there; it is the caller's until given back. */
    public synchronized PortLease lease(PortClaim claim, PortSpot spot) throws PortsExhaustedException {
        wake();
        int reserved = reserved(claim);
        int rested = rested();
        if (rested + quarantined.size() <= reserved) throw exhausted(reserved);
        int port = rested > reserved || quarantined.isEmpty() ? next(spot) : hurried();
        leased++;
        return kept.take(port, spot);
    }

    private int next(PortSpot spot) {
        Integer port = kept.next(spot, !free.isEmpty());
        return port == null ? free.remove() : port;
    }

    private int hurried() {
        hurried++;
        return quarantined.remove().port;
    }

    /**
     * Takes a pair back after use, with its sockets, which have to be the stream's no more. It rests for the quarantine
     * before it goes out again. On their loop.
     */
    public void release(PortLease lease, PortPair sockets) {
        if (keeps(lease)) {
            RestingPair rest = new RestingPair(this, lease, sockets);
            sockets.rtp().rest(rest);
            sockets.rtcp().rest(rest);
            rest(lease, sockets);
        } else {
            sockets.close();
            rest(lease, null);
        }
    }

    /**
     * Takes a pair back that went out with its sockets, and by which no stream has begun to hear. It rests as any
     * other, since a peer may know of it. Any thread.
     */
    public synchronized void releaseUnused(PortLease lease, PortPair sockets) {
        if (keeps(lease)) {
            rest(lease, sockets);
        } else {
            sockets.close();
            rest(lease, null);
        }
    }

    /** Another loop may take the last room meanwhile, so that all together there may be one more for each. */
    private synchronized boolean keeps(PortLease lease) {
        return kept.hasRoom(lease.spot());
    }

    private synchronized void rest(PortLease lease, @Nullable PortPair sockets) {
        leased--;
        quarantined.add(new Resting(lease.port(), nanos.getAsLong() + quarantineNanos));
        if (sockets != null) kept.keep(lease.port(), lease.spot(), sockets);
    }

    /** Closes sockets that rest; not if the pair has gone out again. Before anybody else may bind its ports. */
    synchronized void giveUp(PortLease lease, PortPair sockets) {
        KeptSockets.GivenUp what = kept.giveUp(lease.port(), sockets);
        if (what == KeptSockets.GivenUp.READY) free.add(lease.port());
    }

    /** Closes the sockets of all pairs that rest. False if there are none. */
    public synchronized boolean closeKept() {
        if (kept.size() == 0) return false;
        free.addAll(kept.closeAll());
        return true;
    }

    /** Another process has it. */
    public synchronized void setAside(PortLease lease) {
        leased--;
        setAside.add(new Resting(lease.port(), nanos.getAsLong() + SET_ASIDE_NANOS));
    }

    /** It was not used. */
    public synchronized void giveBack(PortLease lease) {
        leased--;
        free.addFirst(lease.port());
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

    /** How many pairs were bound anew, since the start; all others went out with their sockets. */
    public long bound() {
        return bound.sum();
    }

    /** Pairs that rest, or have rested, with their sockets. */
    public synchronized int kept() {
        return kept.size();
    }

    public synchronized int free() {
        wake();
        return rested();
    }

    /** Those that may go out, the reserve among them. */
    private int rested() {
        return free.size() + kept.ready();
    }

    private int reserved(PortClaim claim) {
        return switch (claim) {
            case ORDINARY -> reserve;
            case EMERGENCY -> 0;
        };
    }

    private PortsExhaustedException exhausted(int reserved) {
        return new PortsExhaustedException("no media port is free in " + range + ": " + leased + " pairs in use, "
                + quarantined.size() + " resting after use, " + setAside.size() + " taken by other processes, "
                + Math.min(reserved, rested() + quarantined.size()) + " kept for emergency calls; widen the range");
    }

    private void wake() {
        long now = nanos.getAsLong();
        wake(quarantined, now);
        wake(setAside, now);
    }

    private void wake(ArrayDeque<Resting> resting, long now) {
        for (Resting first = resting.peek(); first != null && now - first.until >= 0; first = resting.peek()) {
            resting.remove();
            if (!kept.isReady(first.port)) free.add(first.port);
        }
    }
}
