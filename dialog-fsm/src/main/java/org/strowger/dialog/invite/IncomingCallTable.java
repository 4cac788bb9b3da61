package org.strowger.dialog.invite;

import static org.strowger.dialog.core.SipTime.*;
import static org.strowger.dialog.invite.IncomingCallTable.Effect.*;
import static org.strowger.dialog.invite.IncomingCallTable.Event.*;
import static org.strowger.dialog.invite.IncomingCallTable.State.*;

import org.strowger.statemachine.Delay;
import org.strowger.statemachine.StateTable;

/** The session that we are invited to: RFC 3261 §13.3 and §15. */
public final class IncomingCallTable {

    enum State {
        TRYING,
        EARLY,
        /**
         * To be answered by 2xx, once a provisional response that describes the session has its PRACK (RFC 3262 §3).
         */
        ACCEPTED,
        /** 2xx sent, ACK to come. */
        ANSWERED,
        /** BYE is asked for, but the ACK is still to come. */
        BYE_WAITING,
        CONFIRMED,
        LEAVING,
        ENDED
    }

    enum Event {
        PROGRESS,
        ACCEPT,
        /** The same, but a reliable provisional response that describes the session has no PRACK yet. */
        ACCEPT_LATER,
        /** That PRACK has come. */
        RELEASED,
        /** No PRACK has come in time. */
        PRACK_MISSING,
        REJECT,
        /** The core has answered through the transaction itself. */
        ANSWERED_ELSEWHERE,
        CANCELLED,
        ACK,
        /** The ACK lacks the answer to our offer. */
        ACK_UNUSABLE,
        BYE,
        PEER_BYE,
        /** A request of ours within the dialog got 481 or 408. */
        PEER_GONE,
        /** BYE has its final response, or has timed out. */
        BYE_DONE,
        REMINDER,
        RETRANSMIT,
        ACK_TIMEOUT
    }

    enum Effect {
        SEND_PROGRESS,
        RESEND_PROGRESS,
        KEEP_ANSWER,
        SEND_ANSWER,
        RESEND_ANSWER,
        SEND_REJECTION,
        SEND_UNAVAILABLE,
        SEND_TERMINATED,
        SEND_TIMEOUT,
        SEND_BYE,
        TELL_CANCELLED,
        /** Of who has accepted: for it the session stood already. */
        TELL_ENDED,
        TELL_ACKNOWLEDGED,
        TELL_UNUSABLE,
        TELL_ACK_MISSING,
        TELL_PRACK_MISSING,
        TELL_PEER_LEFT,
        TELL_PEER_GONE,
        FORGET
    }

    private static final String ANSWERED_BEFORE = "the INVITE has its final response";
    private static final String NOTHING_TO_ACK = "no 2xx has been sent";
    private static final String NOT_YET = "nothing of ours is under way in this dialog";
    private static final String NOTHING_RELIABLE = "no provisional response has been sent reliably";
    private static final String LATE = "ACKs are answered by nothing, and a second one says nothing new";

    // spotless:off
    public static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("Incoming INVITE session", State.class, Event.class, Effect.class)
            .startsIn(TRYING)
            .endsIn(ENDED)
            // §13.3.1.1: once a minute
            .timer(REMINDER, Delay.of(1, ONE_MINUTE))
            // §13.3.1.4: on every transport, since a later hop may be another
            .timer(RETRANSMIT, Delay.doubling(T1, T2))
            .timer(ACK_TIMEOUT, Delay.of(64, T1))

            .in(TRYING)
                .on(PROGRESS).go(EARLY, SEND_PROGRESS)
                .on(ACCEPT).go(ANSWERED, SEND_ANSWER)
                .on(REJECT).go(ENDED, SEND_REJECTION, FORGET)
                .on(ANSWERED_ELSEWHERE).go(ENDED, FORGET)
                .on(CANCELLED).go(ENDED, SEND_TERMINATED, TELL_CANCELLED, FORGET)
                .on(PEER_BYE).go(ENDED, SEND_TERMINATED, TELL_CANCELLED, FORGET)
                .on(BYE).go(ENDED, SEND_UNAVAILABLE, FORGET)
                .on(ACK, ACK_UNUSABLE).illegal(NOTHING_TO_ACK)
                .on(ACCEPT_LATER, RELEASED, PRACK_MISSING).illegal(NOTHING_RELIABLE)
                .on(PEER_GONE, BYE_DONE).illegal(NOT_YET)

            .in(EARLY).runs(REMINDER)
                .on(PROGRESS).stay(SEND_PROGRESS)
                .on(REMINDER).stay(RESEND_PROGRESS)
                .on(ACCEPT).go(ANSWERED, SEND_ANSWER)
                .on(ACCEPT_LATER).go(ACCEPTED, KEEP_ANSWER)
                .on(RELEASED).ignore("no 2xx waits for it")
                // RFC 3262 §3: "the UAS SHOULD reject the original request with a 5xx response"
                .on(PRACK_MISSING).go(ENDED, SEND_TIMEOUT, TELL_PRACK_MISSING, FORGET)
                .on(REJECT).go(ENDED, SEND_REJECTION, FORGET)
                .on(ANSWERED_ELSEWHERE).go(ENDED, FORGET)
                .on(CANCELLED).go(ENDED, SEND_TERMINATED, TELL_CANCELLED, FORGET)
                // §15: the caller may end an early dialog by BYE
                .on(PEER_BYE).go(ENDED, SEND_TERMINATED, TELL_CANCELLED, FORGET)
                .on(BYE).go(ENDED, SEND_UNAVAILABLE, FORGET)
                .on(PEER_GONE).ignore("our provisional response may be lost, and with it what the caller knows of the dialog")
                .on(ACK, ACK_UNUSABLE).illegal(NOTHING_TO_ACK)
                .on(BYE_DONE).illegal(NOT_YET)

            .in(ACCEPTED)
                .on(RELEASED).go(ANSWERED, SEND_ANSWER)
                .on(PRACK_MISSING).go(ENDED, SEND_TIMEOUT, TELL_PRACK_MISSING, FORGET)
                .on(ANSWERED_ELSEWHERE).go(ENDED, FORGET)
                .on(CANCELLED).go(ENDED, SEND_TERMINATED, TELL_ENDED, FORGET)
                .on(PEER_BYE).go(ENDED, SEND_TERMINATED, TELL_ENDED, FORGET)
                .on(BYE).go(ENDED, SEND_UNAVAILABLE, FORGET)
                .on(PEER_GONE).ignore("the PRACK decides")
                .on(PROGRESS, ACCEPT, ACCEPT_LATER, REJECT).illegal("it is to be answered by 2xx")
                .on(ACK, ACK_UNUSABLE).illegal(NOTHING_TO_ACK)
                .on(BYE_DONE).illegal(NOT_YET)

            .in(ANSWERED).runs(RETRANSMIT, ACK_TIMEOUT)
                .on(RETRANSMIT).stay(RESEND_ANSWER)
                .on(ACK).go(CONFIRMED, TELL_ACKNOWLEDGED)
                .on(ACK_UNUSABLE).go(LEAVING, SEND_BYE, TELL_UNUSABLE)
                .on(ACK_TIMEOUT).go(LEAVING, SEND_BYE, TELL_ACK_MISSING)
                // §15: the callee must not send BYE before the ACK or its time-out
                .on(BYE).go(BYE_WAITING)
                .on(PEER_BYE).go(ENDED, TELL_PEER_LEFT, FORGET)
                .on(PEER_GONE).go(LEAVING, SEND_BYE, TELL_PEER_GONE)
                .on(PROGRESS, ACCEPT, ACCEPT_LATER, RELEASED, PRACK_MISSING, REJECT, ANSWERED_ELSEWHERE).illegal(ANSWERED_BEFORE)
                .on(CANCELLED).ignore("§9.2: a CANCEL has no effect after the final response")
                .on(BYE_DONE).illegal(NOT_YET)

            .in(BYE_WAITING).runs(RETRANSMIT, ACK_TIMEOUT)
                .on(RETRANSMIT).stay(RESEND_ANSWER)
                .on(ACK, ACK_UNUSABLE, ACK_TIMEOUT).go(LEAVING, SEND_BYE)
                .on(PEER_BYE).go(ENDED, FORGET)
                .on(PEER_GONE).go(LEAVING, SEND_BYE)
                .on(BYE).ignore("asked for already")
                .on(PROGRESS, ACCEPT, ACCEPT_LATER, RELEASED, PRACK_MISSING, REJECT, ANSWERED_ELSEWHERE).illegal(ANSWERED_BEFORE)
                .on(CANCELLED).ignore("§9.2: a CANCEL has no effect after the final response")
                .on(BYE_DONE).illegal(NOT_YET)

            .in(CONFIRMED)
                .on(BYE).go(LEAVING, SEND_BYE)
                .on(PEER_BYE).go(ENDED, TELL_PEER_LEFT, FORGET)
                // §12.2.1.2: the peer has lost the dialog, or seems to; a BYE clears what may be left of it
                .on(PEER_GONE).go(LEAVING, SEND_BYE, TELL_PEER_GONE)
                .on(ACK, ACK_UNUSABLE).ignore(LATE)
                .on(PROGRESS, ACCEPT, ACCEPT_LATER, RELEASED, PRACK_MISSING, REJECT, ANSWERED_ELSEWHERE).illegal(ANSWERED_BEFORE)
                .on(CANCELLED).ignore("§9.2: a CANCEL has no effect after the final response")
                .on(BYE_DONE).illegal(NOT_YET)

            .in(LEAVING)
                .on(BYE_DONE).go(ENDED, FORGET)
                .on(PEER_BYE).ignore("two BYEs that cross; the peer's has been answered, ours will be")
                .on(BYE, PEER_GONE).ignore("BYE is under way")
                .on(ACK, ACK_UNUSABLE).ignore(LATE)
                .on(PROGRESS, ACCEPT, ACCEPT_LATER, RELEASED, PRACK_MISSING, REJECT, ANSWERED_ELSEWHERE).illegal(ANSWERED_BEFORE)
                .on(CANCELLED).ignore("§9.2: a CANCEL has no effect after the final response")
            .build();
    // spotless:on

    private IncomingCallTable() {}
}
