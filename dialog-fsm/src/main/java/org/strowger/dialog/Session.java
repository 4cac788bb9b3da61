package org.strowger.dialog;

import java.util.List;
import java.util.Optional;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.Uri;

/** What both ends of an INVITE session can do once it is confirmed. Runs on its loop. */
public interface Session {

    /** Its Call-ID. */
    String callId();

    /**
     * Tags, CSeqs, route set, remote target: all that is needed to carry the dialog on; empty before there is a dialog.
     */
    Optional<DialogState> dialog();

    /** Where the session is. */
    SessionState state();

    /** Replaces the listener: another owner takes the session over. */
    void listener(SessionListener listener);

    /**
     * Offers by re-INVITE; without an offer, asks the peer for one. 491 is retried (§14.1). One at a time: the next
     * waits for the outcome, {@link SessionListener#modified} or {@link SessionListener#refused}.
     */
    void modify(Optional<SessionDescription> offer);

    /**
     * Offers by UPDATE (RFC 3311), or by re-INVITE where the peer's Allow does not list UPDATE; same outcome. In
     * an early dialog as soon as its first exchange has been settled by reliable provisional responses (RFC 3311 §5.1);
     * without them none is complete before the 2xx, so that one asked for earlier waits for it (RFC 6337 §2.2).
     */
    void update(SessionDescription offer);

    /** Sends INFO (RFC 6086); its outcome is not told. */
    void info(String contentType, byte[] body);

    /** Whether the peer's Allow lists REFER. */
    boolean peerTakesRefer();

    /**
     * Asks the peer to call somebody else (REFER, RFC 3515); the session stands until somebody ends it.
     *
     * @param referredBy Referred-By (RFC 3892)
     */
    void refer(Uri target, Optional<SipHeader> referredBy, ReferralListener listener);

    /**
     * Sends BYE, once; nothing is told after it. As callee before the ACK, it waits for the ACK or its time-out (§15).
     */
    void bye(List<SipHeader> extra);
}
