package org.strowger.transaction;

import java.util.List;
import javax.sip.header.Header;
import javax.sip.message.Request;
import org.strowger.sip.Hop;

/** One request of ours (RFC 3261 §17.1, RFC 6026). Runs on its loop. */
public interface ClientTransaction {

    /** The request as sent, with our Via. Read anew from what was sent once there is a final response. */
    Request request();

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
    void cancel(List<Header> extra);
}
