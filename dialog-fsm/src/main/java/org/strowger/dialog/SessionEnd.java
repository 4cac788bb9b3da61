package org.strowger.dialog;

import org.strowger.sip.message.SipRequest;

/** Why a session that stood is over. */
public sealed interface SessionEnd {

    /** The peer's BYE; answered. */
    record PeerLeft(SipRequest bye) implements SessionEnd {}

    /** No ACK came for our 2xx within 64·T1; BYE has been sent (§13.3.1.4). */
    record AckMissing() implements SessionEnd {}

    /**
     * A request of ours within the dialog got 481 or 408, or no answer: the peer has forgotten the dialog (§12.2.1.2).
     */
    record PeerGone(int status) implements SessionEnd {}

    /** Nobody has refreshed it in time; BYE has been sent (RFC 4028 §10). */
    record Expired() implements SessionEnd {}

    /** No PRACK came for a reliable provisional response within 64·T1; the INVITE got 504 (RFC 3262 §3). */
    record PrackMissing() implements SessionEnd {}

    /** The caller gave up while our 2xx waited for a PRACK; the INVITE got 487. */
    record Cancelled() implements SessionEnd {}

    /** As events say it: a promise to whoever reads the log, whatever the class is called. */
    default String wire() {
        return switch (this) {
            case PeerLeft _ -> "PeerLeft";
            case AckMissing _ -> "AckMissing";
            case PeerGone _ -> "PeerGone";
            case Expired _ -> "Expired";
            case PrackMissing _ -> "PrackMissing";
            case Cancelled _ -> "Cancelled";
        };
    }
}
