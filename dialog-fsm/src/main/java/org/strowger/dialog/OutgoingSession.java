package org.strowger.dialog;

import java.util.List;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.message.SipHeader;

/** A session that we invited. Runs on its loop. */
public interface OutgoingSession extends Session {

    /** The tag in From of our INVITE (RFC 3261 §19.3): who has not seen the INVITE can't know it. */
    String localTag();

    /**
     * Gives up: CANCEL, but never before a provisional response (§9.1); a 2xx that crosses it is ACKed, then BYEd. Told
     * is {@link SessionListener#rejected} with 487 (or what the peer says) exactly once.
     *
     * @param extra such as Reason (RFC 3326)
     */
    void cancel(List<SipHeader> extra);

    /**
     * Sends the ACK that carries the answer to the offer of a 2xx. An ACK without an answer is sent by the session
     * itself.
     */
    void acknowledge(SessionDescription answer);
}
