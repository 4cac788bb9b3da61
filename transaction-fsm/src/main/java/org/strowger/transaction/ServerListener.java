package org.strowger.transaction;

import org.strowger.sip.message.SipRequest;

/** Told about one server transaction, on its loop. All methods do nothing unless overridden. */
public interface ServerListener {

    /** Wants to know nothing. */
    ServerListener NONE = new ServerListener() {};

    /**
     * A CANCEL came for this INVITE before its final response; it has been answered with 200. The user now sends 487.
     */
    default void cancelled(SipRequest cancel) {}

    /** No ACK came for the final response (timer H), or the time for ACKs of a 2xx is over (timer L). */
    default void timedOut() {}

    /** A response could not be sent. */
    default void transportFailed() {}

    /** The transaction is over and forgotten. */
    default void terminated() {}
}
