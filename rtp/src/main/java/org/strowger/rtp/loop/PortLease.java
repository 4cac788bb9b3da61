package org.strowger.rtp.loop;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A pair of ports that is one stream's until it is given back. */
public final class PortLease {

    private final int port;
    private final PortSpot spot;
    private final @Nullable PortPair kept;

    /** @param kept its sockets, if a stream before has left them bound */
    PortLease(int port, PortSpot spot, @Nullable PortPair kept) {
        this.port = port;
        this.spot = spot;
        this.kept = kept;
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
     * It and the odd one above it: as a stream before has left them, or bound now. Any thread.
     *
     * @throws MediaLoop.PortTakenException if somebody else has one of them
     * @throws IOException if they can't be bound for another reason
     */
    public PortPair sockets() throws IOException {
        if (kept != null) return kept;
        DatagramPort rtp = spot.loop().open(spot.address(), port);
        try {
            return new PortPair(rtp, spot.loop().open(spot.address(), port + 1));
        } catch (IOException e) {
            rtp.close();
            throw e;
        }
    }
}
