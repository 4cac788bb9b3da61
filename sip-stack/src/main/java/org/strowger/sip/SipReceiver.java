package org.strowger.sip;

import java.nio.ByteBuffer;

/** Takes what arrives. Called on the socket's loop; hands the message over to the loop that owns its Call-ID. */
@FunctionalInterface
public interface SipReceiver {

    /** A frame with a readable index. Junk never gets here. */
    void received(WireMessage message);

    /**
     * Whether a datagram that is no response is worth reading; asked before anything more of it is looked at.
     *
     * @param waitedNanos for how long what arrives has to wait now, at most; 0 where all has been read each time
     */
    default boolean isWorthReading(Flow flow, Opening opening, long waitedNanos) {
        return true;
    }

    /** Whether what else a connection brings may wait in its socket: who sends has spent what he may ask. */
    default boolean hasSpent(Flow flow) {
        return false;
    }

    /** Whether to read a datagram: it is worth it, or a response, for which we have asked ourselves. */
    default boolean reads(Flow flow, ByteBuffer datagram, long waitedNanos) {
        Opening opening = Opening.of(datagram);
        return opening == Opening.RESPONSE || isWorthReading(flow, opening, waitedNanos);
    }

    /** A connection that only its peer could open is gone, and with it the way to him. Called on whatever thread. */
    default void ended(Flow flow) {}
}
