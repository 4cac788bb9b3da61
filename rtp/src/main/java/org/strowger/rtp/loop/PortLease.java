package org.strowger.rtp.loop;

import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A pair of ports that is one stream's until it is given back. */
public final class PortLease {

    /** A loop closes what was bound on it when it looks at its sockets again, where its system has it so. */
    private static final int MOST_TRIES = 50;

    private static final long UNTIL_NEXT_TRY_NANOS = 100_000;

    private final int port;
    private final PortSpot spot;
    private final @Nullable PortPair kept;
    private final int tries;
    private final LongAdder made;

    private PortLease(int port, PortSpot spot, @Nullable PortPair kept, int tries, LongAdder made) {
        this.port = port;
        this.spot = spot;
        this.kept = kept;
        this.tries = tries;
        this.made = made;
    }

    /**
     * One that nobody of ours has bound.
     *
     * @param made counts pairs that are bound
     */
    static PortLease anew(int port, PortSpot spot, LongAdder made) {
        return new PortLease(port, spot, null, 1, made);
    }

    /** One whose sockets a stream before has left bound there. */
    static PortLease reused(int port, PortSpot spot, PortPair kept, LongAdder made) {
        return new PortLease(port, spot, kept, 1, made);
    }

    /** One that was bound elsewhere until now. */
    static PortLease moved(int port, PortSpot spot, LongAdder made) {
        return new PortLease(port, spot, null, MOST_TRIES, made);
    }

    /** The even port. */
    public int port() {
        return port;
    }

    /** Where it is bound. */
    public PortSpot spot() {
        return spot;
    }

    /** Whether its sockets are those that a stream before has left, so that their loop watches them. */
    public boolean isReused() {
        return kept != null;
    }

    /**
     * It and the odd one above it: as a stream before has left them, or bound now, within some milliseconds where
     * another loop has just let go of them. Any thread.
     *
     * @throws MediaLoop.PortTakenException if somebody else has one of them
     * @throws IOException if they can't be bound for another reason
     */
    public PortPair sockets() throws IOException {
        if (kept != null) return kept;
        for (int left = tries; ; left--) {
            try {
                PortPair bound = bound();
                made.increment();
                return bound;
            } catch (MediaLoop.PortTakenException e) {
                if (left == 1) throw e;
                LockSupport.parkNanos(UNTIL_NEXT_TRY_NANOS);
            }
        }
    }

    private PortPair bound() throws IOException {
        DatagramPort rtp = spot.loop().open(spot.address(), port);
        try {
            return new PortPair(rtp, spot.loop().open(spot.address(), port + 1));
        } catch (IOException e) {
            rtp.close();
            throw e;
        }
    }
}
