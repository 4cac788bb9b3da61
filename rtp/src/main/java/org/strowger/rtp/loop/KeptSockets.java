package org.strowger.rtp.loop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of pairs that rest, left bound for the next stream on the same loop at the same address: to make a pair
 * and end it takes ten system calls. What is of no use to who asks is closed, and so is what finds no room. Guarded by
 * its {@link PortPool}.
 */
final class KeptSockets {

    /**
     * Pairs that are kept for one loop and address: four hundred calls a second leave as many in their five seconds of
     * rest.
     */
    static final int MOST = 4096;

    /**
     * So many have to be ready before one of them goes out and no other pair: who has seen the last call's port does
     * not know the next one's.
     */
    static final int FEWEST_READY = 64;

    private record Kept(PortSpot spot, PortPair sockets) {}

    /** Those of one spot. */
    private static final class Shelf {
        int kept;

        /** Those that have rested, the longest first. */
        final ArrayDeque<Integer> ready = new ArrayDeque<>();
    }

    private final int most;
    private final Map<Integer, Kept> byPort = new HashMap<>();
    private final LongAdder made;
    private final Map<PortSpot, Shelf> shelves = new HashMap<>();
    private int ready;

    /**
     * Keeps none yet.
     *
     * @param most pairs that are kept, all together; of one spot {@link #MOST}
     * @param made counts pairs that are bound
     */
    KeptSockets(int most, LongAdder made) {
        this.most = most;
        this.made = made;
    }

    boolean hasRoom(PortSpot spot) {
        Shelf shelf = shelves.get(spot);
        return byPort.size() < most && (shelf == null || shelf.kept < MOST);
    }

    /** A pair begins to rest, and its sockets stay. */
    void keep(int port, PortSpot spot, PortPair sockets) {
        byPort.put(port, new Kept(spot, sockets));
        shelves.computeIfAbsent(spot, _ -> new Shelf()).kept++;
    }

    /** A pair has rested: true if its sockets are kept, so that {@link #next} says when it goes out. */
    boolean isReady(int port) {
        Kept kept = byPort.get(port);
        if (kept == null) return false;
        shelf(kept).ready.add(port);
        ready++;
        return true;
    }

    /** Pairs that have rested. */
    int ready() {
        return ready;
    }

    /** Pairs whose sockets are kept. */
    int size() {
        return byPort.size();
    }

    /** The pair that is to go out to this spot; null if a pair without sockets should. */
    @Nullable
    Integer next(PortSpot spot, boolean hasOthers) {
        Shelf here = shelves.get(spot);
        if (here != null && here.ready.size() >= (hasOthers ? FEWEST_READY : 1)) return here.ready.peek();
        if (hasOthers) return null;
        for (Shelf elsewhere : shelves.values()) if (!elsewhere.ready.isEmpty()) return elsewhere.ready.peek();
        return null;
    }

    /** A pair goes out: with its sockets, if they are kept and of use there. */
    PortLease take(int port, PortSpot spot) {
        Kept kept = remove(port);
        if (kept == null) return PortLease.anew(port, spot, made);
        if (kept.spot.equals(spot)) return PortLease.reused(port, spot, kept.sockets, made);
        kept.sockets.close();
        return PortLease.moved(port, spot, made);
    }

    /** What becomes of sockets that are to be kept no longer. */
    enum GivenUp {
        /** They are closed, and the pair rests on. */
        RESTING,
        /** The same, of a pair that has rested. */
        READY,
        /** They are somebody else's by now. */
        GONE
    }

    /** These sockets are of no use any more, and closed unless they are in use again. */
    GivenUp giveUp(int port, PortPair sockets) {
        Kept kept = byPort.get(port);
        if (kept == null || kept.sockets != sockets) return GivenUp.GONE;
        int before = ready;
        remove(port);
        sockets.close();
        return ready < before ? GivenUp.READY : GivenUp.RESTING;
    }

    /** Closes all; the pairs that were {@link #ready} are of those without sockets now. */
    List<Integer> closeAll() {
        List<Integer> rested = new ArrayList<>();
        for (Shelf shelf : shelves.values()) rested.addAll(shelf.ready);
        for (Kept kept : byPort.values()) kept.sockets.close();
        byPort.clear();
        shelves.clear();
        ready = 0;
        return rested;
    }

    private @Nullable Kept remove(int port) {
        Kept kept = byPort.remove(port);
        if (kept == null) return null;
        Shelf shelf = shelf(kept);
        if (shelf.ready.remove(port)) ready--;
        if (--shelf.kept == 0) shelves.remove(kept.spot);
        return kept;
    }

    private Shelf shelf(Kept kept) {
        Shelf shelf = shelves.get(kept.spot);
        if (shelf == null) throw new IllegalStateException("a kept pair is on a shelf");
        return shelf;
    }
}
