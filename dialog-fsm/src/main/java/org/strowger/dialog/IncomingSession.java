package org.strowger.dialog;

import java.util.List;
import java.util.Optional;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.Flow;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipRequest;
import org.strowger.transaction.ServerTransaction;

/** A session that we are invited to. Runs on its loop. */
public interface IncomingSession extends Session {

    /**
     * The INVITE.
     *
     * @throws IllegalStateException once it has its final response
     */
    SipRequest invite();

    /** What it came in on. */
    Flow flow();

    /** The transaction, for an answer that is not the session's own to give (a challenge). */
    ServerTransaction transaction();

    /** The offer of the INVITE; empty for a delayed offer. */
    Optional<SessionDescription> offer();

    /**
     * Sends 101 to 199; reliably, where the caller supports it and the settings have it so (RFC 3262): then one after
     * the other, each until its PRACK comes. Where none comes, the INVITE gets 504, and the session ends.
     *
     * @param answer early media: the answer to the offer (or none)
     */
    void progress(int status, Optional<SessionDescription> answer, List<SipHeader> extra);

    /**
     * Sends 200, and again until the ACK comes (§13.3.1.4).
     *
     * @param description the answer, or where the INVITE had no offer, the offer; the ACK then brings the answer
     */
    void accept(SessionDescription description, List<SipHeader> extra);

    /** From now on, the caller's Contact is followed so far; {@link ContactTrust#MET} is how it begins. */
    void trusts(ContactTrust trust);

    /** From now on, the caller's challenges are answered so; none is, before. */
    void credentials(PeerCredentials ours);

    /** Before it is answered: how this session is timed, if not as all are (RFC 4028). */
    void timers(SessionTimers timers);

    /** Before it is answered: whether provisional responses are sent reliably, if not as all are (RFC 3262). */
    void provisionals(ReliableProvisionals provisionals);

    /** Sends 300 to 699. */
    void reject(int status, List<SipHeader> extra);
}
