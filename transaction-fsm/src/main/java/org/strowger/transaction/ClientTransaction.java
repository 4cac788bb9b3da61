package org.strowger.transaction;

import java.util.List;
import javax.sip.message.Request;
import org.strowger.sip.Hop;
import org.strowger.sip.message.SipHeader;

/** One request of ours (RFC 3261 §17.1, RFC 6026). Runs on its loop. */
public interface ClientTransaction {

    /**
     * The request as sent, with our Via.
     *
     * @throws IllegalStateException once its final response has been told: what nobody needs any more isn't kept for
     * the half minute of a retransmission
     */
    Request request();

    /**
     * From now on somebody else is told; {@link ClientListener#NONE} for nobody. Who is done with it lets go of all
     * that it holds.
     */
    void listener(ClientListener other);

    /** The Call-ID of the request. */
    String callId();

    /** Where it went. */
    Hop hop();

    /**
     * Sends a CANCEL for this INVITE in a transaction of its own, whose outcome nobody is told. The caller has seen a
     * provisional response and no final one (§9.1).
     *
     * @param extra further headers, such as Reason (RFC 3326)
     */
    void cancel(List<SipHeader> extra);
}
