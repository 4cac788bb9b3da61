package org.strowger.dialog.invite;

import static org.strowger.dialog.invite.OutgoingCallTable.Effect.*;
import static org.strowger.dialog.invite.OutgoingCallTable.Event.*;
import static org.strowger.dialog.invite.OutgoingCallTable.State.*;

import org.strowger.statemachine.StateTable;

/** The session that we invite: RFC 3261 §13.2 and §9.1, §15.1.1. Answers of other forks never reach it. */
public final class OutgoingCallTable {

    enum State {
        CALLING,
        PROCEEDING,
        EARLY,
        /** Cancelled before a provisional response. */
        CANCEL_WAITING,
        CANCELLING,
        /** The 2xx brought the offer; its answer goes with the ACK. */
        ANSWERED,
        CONFIRMED,
        LEAVING,
        ENDED
    }

    enum Event {
        /** 100, or a provisional response without a tag. */
        TRYING,
        /** 101 to 199 with a tag. */
        PROGRESS,
        /** 2xx with the answer. */
        SUCCESS,
        /** 2xx with the offer that we had asked for. */
        SUCCESS_WITH_OFFER,
        /** 2xx without a description that we could use. */
        SUCCESS_UNUSABLE,
        /**
         * It is to be sent once more: with credentials (401 and 407, §22.2), or for a longer interval (422, RFC 4028
         * §7.3).
         */
        AGAIN,
        /** 3xx to 6xx. */
        FAILURE,
        TIMEOUT,
        TRANSPORT_ERROR,
        CANCEL,
        ACKNOWLEDGE,
        BYE,
        PEER_BYE,
        /** A request of ours within the dialog got 481 or 408. */
        PEER_GONE,
        /** BYE has its final response, or has timed out. */
        BYE_DONE
    }

    enum Effect {
        SEND_AGAIN,
        SEND_CANCEL,
        SEND_ACK,
        SEND_BYE,
        TELL_PROGRESS,
        TELL_ANSWERED,
        TELL_REJECTED,
        TELL_TIMEOUT,
        TELL_TRANSPORT_ERROR,
        TELL_CANCELLED,
        TELL_UNUSABLE,
        TELL_PEER_LEFT,
        TELL_PEER_GONE,
        FORGET
    }

    private static final String ANSWERED_BEFORE =
            "the INVITE has its final response; other forks are hung up beside the session";
    private static final String NOT_YET = "there is no dialog yet that could end or be acknowledged";
    private static final String LEFT = "BYE is under way";

    // spotless:off
    public static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("Outgoing INVITE session", State.class, Event.class, Effect.class)
            .startsIn(CALLING)
            .endsIn(ENDED)

            .in(CALLING)
                .on(TRYING).go(PROCEEDING)
                .on(PROGRESS).go(EARLY, TELL_PROGRESS)
                .on(SUCCESS).go(CONFIRMED, SEND_ACK, TELL_ANSWERED)
                .on(SUCCESS_WITH_OFFER).go(ANSWERED, TELL_ANSWERED)
                .on(SUCCESS_UNUSABLE).go(LEAVING, SEND_ACK, SEND_BYE, TELL_UNUSABLE)
                .on(AGAIN).stay(SEND_AGAIN)
                .on(FAILURE).go(ENDED, TELL_REJECTED, FORGET)
                .on(TIMEOUT).go(ENDED, TELL_TIMEOUT, FORGET)
                .on(TRANSPORT_ERROR).go(ENDED, TELL_TRANSPORT_ERROR, FORGET)
                // §9.1: no CANCEL before a provisional response
                .on(CANCEL).go(CANCEL_WAITING)
                .on(ACKNOWLEDGE, BYE, PEER_BYE, PEER_GONE, BYE_DONE).illegal(NOT_YET)

            .in(PROCEEDING)
                .on(TRYING).ignore("known already")
                .on(PROGRESS).go(EARLY, TELL_PROGRESS)
                .on(SUCCESS).go(CONFIRMED, SEND_ACK, TELL_ANSWERED)
                .on(SUCCESS_WITH_OFFER).go(ANSWERED, TELL_ANSWERED)
                .on(SUCCESS_UNUSABLE).go(LEAVING, SEND_ACK, SEND_BYE, TELL_UNUSABLE)
                .on(AGAIN).go(CALLING, SEND_AGAIN)
                .on(FAILURE).go(ENDED, TELL_REJECTED, FORGET)
                .on(TIMEOUT).go(ENDED, TELL_TIMEOUT, FORGET)
                .on(TRANSPORT_ERROR).go(ENDED, TELL_TRANSPORT_ERROR, FORGET)
                .on(CANCEL).go(CANCELLING, SEND_CANCEL)
                .on(ACKNOWLEDGE, BYE, PEER_BYE, PEER_GONE, BYE_DONE).illegal(NOT_YET)

            .in(EARLY)
                .on(TRYING).ignore("known already")
                .on(PROGRESS).stay(TELL_PROGRESS)
                .on(SUCCESS).go(CONFIRMED, SEND_ACK, TELL_ANSWERED)
                .on(SUCCESS_WITH_OFFER).go(ANSWERED, TELL_ANSWERED)
                .on(SUCCESS_UNUSABLE).go(LEAVING, SEND_ACK, SEND_BYE, TELL_UNUSABLE)
                .on(AGAIN).go(CALLING, SEND_AGAIN)
                .on(FAILURE).go(ENDED, TELL_REJECTED, FORGET)
                .on(TIMEOUT).go(ENDED, TELL_TIMEOUT, FORGET)
                .on(TRANSPORT_ERROR).go(ENDED, TELL_TRANSPORT_ERROR, FORGET)
                .on(CANCEL).go(CANCELLING, SEND_CANCEL)
                // §15: the callee must not send BYE on an early dialog, and we would rather CANCEL
                .on(PEER_GONE).ignore("the final response of the INVITE decides")
                .on(ACKNOWLEDGE, BYE, PEER_BYE, BYE_DONE).illegal(NOT_YET)

            .in(CANCEL_WAITING)
                .on(TRYING, PROGRESS).go(CANCELLING, SEND_CANCEL)
                .on(SUCCESS, SUCCESS_WITH_OFFER, SUCCESS_UNUSABLE).go(LEAVING, SEND_ACK, SEND_BYE, TELL_CANCELLED)
                .on(AGAIN, FAILURE).go(ENDED, TELL_REJECTED, FORGET)
                .on(TIMEOUT, TRANSPORT_ERROR).go(ENDED, TELL_CANCELLED, FORGET)
                .on(CANCEL).ignore("asked for already")
                .on(ACKNOWLEDGE, BYE, PEER_BYE, PEER_GONE, BYE_DONE).illegal(NOT_YET)

            .in(CANCELLING)
                .on(TRYING, PROGRESS).ignore("the final response is on its way")
                // §9.1: the CANCEL came too late, the session stands and must be ended as one that stands
                .on(SUCCESS, SUCCESS_WITH_OFFER, SUCCESS_UNUSABLE).go(LEAVING, SEND_ACK, SEND_BYE, TELL_CANCELLED)
                .on(AGAIN, FAILURE).go(ENDED, TELL_REJECTED, FORGET)
                // §9.1: a server of RFC 2543 sends no 487; the transaction waits for 64·T1
                .on(TIMEOUT, TRANSPORT_ERROR).go(ENDED, TELL_CANCELLED, FORGET)
                .on(CANCEL).ignore("sent already")
                .on(PEER_GONE).ignore("the final response of the INVITE decides")
                .on(ACKNOWLEDGE, BYE, PEER_BYE, BYE_DONE).illegal(NOT_YET)

            .in(ANSWERED)
                .on(ACKNOWLEDGE).go(CONFIRMED, SEND_ACK)
                // §15: a 2xx is acknowledged before its session is ended
                .on(BYE, CANCEL).go(LEAVING, SEND_ACK, SEND_BYE)
                // §13.2.2.4: each 2xx is acknowledged, even of a peer that doesn't wait for it
                .on(PEER_BYE).go(ENDED, SEND_ACK, TELL_PEER_LEFT, FORGET)
                .on(PEER_GONE).go(LEAVING, SEND_ACK, SEND_BYE, TELL_PEER_GONE)
                .on(TRYING, PROGRESS).ignore("a provisional that was overtaken")
                .on(SUCCESS, SUCCESS_WITH_OFFER, SUCCESS_UNUSABLE, AGAIN, FAILURE, TIMEOUT, TRANSPORT_ERROR).illegal(ANSWERED_BEFORE)
                .on(BYE_DONE).illegal("no BYE has been sent")

            .in(CONFIRMED)
                .on(BYE, CANCEL).go(LEAVING, SEND_BYE)
                .on(PEER_BYE).go(ENDED, TELL_PEER_LEFT, FORGET)
                // §12.2.1.2: the peer has lost the dialog, or seems to; a BYE clears what may be left of it
                .on(PEER_GONE).go(LEAVING, SEND_BYE, TELL_PEER_GONE)
                .on(TRYING, PROGRESS).ignore("a provisional that was overtaken")
                .on(ACKNOWLEDGE).illegal("acknowledged already")
                .on(SUCCESS, SUCCESS_WITH_OFFER, SUCCESS_UNUSABLE, AGAIN, FAILURE, TIMEOUT, TRANSPORT_ERROR).illegal(ANSWERED_BEFORE)
                .on(BYE_DONE).illegal("no BYE has been sent")

            .in(LEAVING)
                .on(BYE_DONE).go(ENDED, FORGET)
                .on(PEER_BYE).ignore("two BYEs that cross; the peer's has been answered, ours will be")
                .on(BYE, CANCEL, ACKNOWLEDGE, PEER_GONE).ignore(LEFT)
                .on(TRYING, PROGRESS).ignore("a provisional that was overtaken")
                .on(SUCCESS, SUCCESS_WITH_OFFER, SUCCESS_UNUSABLE, AGAIN, FAILURE, TIMEOUT, TRANSPORT_ERROR).illegal(ANSWERED_BEFORE)
            .build();
    // spotless:on

    private OutgoingCallTable() {}
}
