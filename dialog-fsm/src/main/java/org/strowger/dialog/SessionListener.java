package org.strowger.dialog;

import java.util.Optional;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;

/** Told of a session, on its loop. */
public interface SessionListener {

    // As caller, before the session stands.

    /** A provisional response above 100. {@code answer} is early media. Forks differ in {@code fork}, the To tag. */
    default void progressed(SipResponse response, String fork, Optional<SessionDescription> answer) {}

    /**
     * The first 2xx. If we made the offer, {@code description} is the answer and the ACK is on its way. If not, it is
     * the peer's offer and {@link OutgoingSession#acknowledge} is to be called. Other forks that answer are ACKed and
     * BYEd without a word.
     */
    default void answered(SipResponse response, Optional<SessionDescription> description) {}

    /**
     * A final refusal, of the peer or made up for it: 408 for a time-out, 503 for a transport failure, 487 after a
     * cancel.
     */
    default void rejected(SipResponse response) {}

    // As callee, before the session stands.

    /** The answer to the offer that a reliable provisional response of ours has made (RFC 3262 §5). */
    default void answeredEarly(SessionDescription answer) {}

    /** The caller gave up; 487 has been sent. */
    default void cancelled(Optional<SipRequest> cancel) {}

    // Both.

    /** The ACK came, as callee; with the answer if our 2xx made the offer. */
    default void acknowledged(Optional<SessionDescription> answer) {}

    /** The peer offers, by re-INVITE or UPDATE, or (without offer) asks for one. To be answered through the offer. */
    default void offered(Offer offer) {
        offer.reject(488);
    }

    /**
     * The peer answered our {@link Session#modify} or {@link Session#update}; if we asked for an offer, this is it, and
     * {@code offer} answers it in the ACK.
     */
    default void modified(Optional<SessionDescription> description, Optional<Offer> offer) {}

    /** The peer refused our {@link Session#modify} or {@link Session#update}; the session goes on as it was. */
    default void refused(SipResponse response) {}

    /**
     * What this side last said, offer or answer: a session is refreshed by saying it again (RFC 4028 §7.4), where the
     * peer takes no UPDATE. Empty where that is not known: then the peer is asked by UPDATE all the same. Asked in the
     * midst of a step, so nothing may be done here.
     */
    default Optional<SessionDescription> described() {
        return Optional.empty();
    }

    /** The peer's answer to a refresh of ours that said again what was said before. */
    default void refreshed(SessionDescription answer) {}

    /** INFO; it has been answered with 200. */
    default void informed(SipRequest info) {}

    /** The peer wants whom it talks to be connected with somebody else. To be answered through the referral. */
    default void referred(Referral referral) {
        referral.refuse(403);
    }

    /**
     * The session is over after it stood: exactly once, and nothing else after it. Not told for our own
     * {@link Session#bye}.
     */
    default void ended(SessionEnd end) {}
}
