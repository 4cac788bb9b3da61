package org.strowger.dialog.change;

import static org.strowger.dialog.change.OutgoingChangeTable.Effect.*;
import static org.strowger.dialog.change.OutgoingChangeTable.Event.*;
import static org.strowger.dialog.change.OutgoingChangeTable.State.*;
import static org.strowger.dialog.core.SipTime.*;

import org.strowger.dialog.core.SipTime;
import org.strowger.statemachine.Delay;
import org.strowger.statemachine.StateTable;

/** A re-INVITE or UPDATE of ours: RFC 3261 §14.1, RFC 3311 §5.1, with glare and its retry. */
public final class OutgoingChangeTable {

    enum State {
        /** Until nothing else is open. */
        WAITING,
        SENT,
        /** The peer never came to an end with our re-INVITE. */
        CANCELLING,
        /** 491: both sides asked at once. */
        RETRY_WAITING,
        /** The 2xx brought the offer that we had asked for; its answer goes with the ACK. */
        ANSWER_OWED,
        DONE
    }

    enum Event {
        /** Nothing else is open any more. */
        TURN,
        /** 2xx with the answer. */
        SUCCESS,
        /** 2xx with the offer that we had asked for. */
        SUCCESS_WITH_OFFER,
        /** 2xx without a description that we could use. */
        SUCCESS_UNUSABLE,
        /** 491. */
        GLARE,
        /**
         * It is asked for once more when it is its turn: for a longer interval (RFC 4028 §7.3), by re-INVITE, or in the
         * dialog that stands.
         */
        AGAIN,
        /** 481, 408, or no answer. */
        GONE,
        /** Any other failure. */
        REFUSAL,
        ANSWER,
        /** The owner can't answer what the peer offers. */
        DECLINE,
        SESSION_OVER,
        RETRY,
        TIMER_C
    }

    enum Effect {
        SEND_REQUEST,
        SEND_CANCEL,
        SEND_ACK,
        ROLL_BACK,
        LINE_UP,
        TELL_MODIFIED,
        TELL_OFFERED,
        TELL_REFUSED,
        TELL_GONE,
        TELL_UNUSABLE
    }

    private static final String NOT_SENT = "no request of this exchange is under way";
    private static final String SENT_ALREADY = "the request is under way";
    private static final String NO_OFFER = "there is no offer of the peer's to answer";

    // spotless:off
    public static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("Our re-INVITE or UPDATE", State.class, Event.class, Effect.class)
            .startsIn(WAITING)
            .endsIn(DONE)
            .timer(RETRY, Delay.of(1, SipTime.GLARE))
            .timer(TIMER_C, Delay.of(1, THREE_MINUTES))

            .in(WAITING)
                .on(TURN).go(SENT, SEND_REQUEST)
                .on(SESSION_OVER).go(DONE)
                .on(SUCCESS, SUCCESS_WITH_OFFER, SUCCESS_UNUSABLE, Event.GLARE, AGAIN, GONE, REFUSAL).illegal(NOT_SENT)
                .on(ANSWER, DECLINE).illegal(NO_OFFER)

            .in(SENT).runs(TIMER_C)
                .on(SUCCESS).go(DONE, SEND_ACK, TELL_MODIFIED)
                .on(SUCCESS_WITH_OFFER).go(ANSWER_OWED, TELL_OFFERED)
                .on(SUCCESS_UNUSABLE).go(DONE, SEND_ACK, ROLL_BACK, TELL_UNUSABLE)
                .on(Event.GLARE).go(RETRY_WAITING, ROLL_BACK)
                .on(AGAIN).go(WAITING, ROLL_BACK, LINE_UP)
                .on(GONE).go(DONE, ROLL_BACK, TELL_GONE)
                .on(REFUSAL).go(DONE, ROLL_BACK, TELL_REFUSED)
                .on(TIMER_C).go(CANCELLING, SEND_CANCEL)
                // the final response may be lost, and a session that is over repeats none: only a CANCEL lets the
                // transaction end
                .on(SESSION_OVER).go(DONE, SEND_CANCEL)
                .on(TURN).illegal(SENT_ALREADY)
                .on(ANSWER, DECLINE).illegal(NO_OFFER)

            .in(CANCELLING)
                .on(SUCCESS).go(DONE, SEND_ACK, TELL_MODIFIED)
                .on(SUCCESS_WITH_OFFER).go(ANSWER_OWED, TELL_OFFERED)
                .on(SUCCESS_UNUSABLE).go(DONE, SEND_ACK, ROLL_BACK, TELL_UNUSABLE)
                .on(Event.GLARE, AGAIN, REFUSAL).go(DONE, ROLL_BACK, TELL_REFUSED)
                .on(GONE).go(DONE, ROLL_BACK, TELL_GONE)
                .on(SESSION_OVER).go(DONE)
                .on(TURN).illegal(SENT_ALREADY)
                .on(ANSWER, DECLINE).illegal(NO_OFFER)

            .in(RETRY_WAITING).runs(RETRY)
                .on(RETRY).go(WAITING, LINE_UP)
                .on(SESSION_OVER).go(DONE)
                .on(TURN).ignore("§14.1: not before the random time is over")
                .on(SUCCESS, SUCCESS_WITH_OFFER, SUCCESS_UNUSABLE, Event.GLARE, AGAIN, GONE, REFUSAL).illegal(NOT_SENT)
                .on(ANSWER, DECLINE).illegal(NO_OFFER)

            .in(ANSWER_OWED)
                .on(ANSWER).go(DONE, SEND_ACK)
                // §14.1 and RFC 6337 §2.3: a 2xx can't be refused, only acknowledged and the session ended
                .on(DECLINE).go(DONE, SEND_ACK, ROLL_BACK, TELL_UNUSABLE)
                .on(SESSION_OVER).go(DONE, SEND_ACK)
                .on(TURN).illegal(SENT_ALREADY)
                .on(SUCCESS, SUCCESS_WITH_OFFER, SUCCESS_UNUSABLE).ignore("a 2xx sent again, since its ACK waits for our answer")
                .on(Event.GLARE, AGAIN, GONE, REFUSAL).illegal("the request has its final response")
            .build();
    // spotless:on

    private OutgoingChangeTable() {}
}
