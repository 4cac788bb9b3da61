package org.strowger.dialog.change;

import static org.strowger.dialog.change.IncomingChangeTable.Effect.*;
import static org.strowger.dialog.change.IncomingChangeTable.Event.*;
import static org.strowger.dialog.change.IncomingChangeTable.State.*;
import static org.strowger.dialog.core.SipTime.*;

import org.strowger.statemachine.Delay;
import org.strowger.statemachine.StateTable;

/** A re-INVITE or UPDATE of the peer's that the owner of the session is asked about: RFC 3261 §14.2, RFC 3311 §5.2. */
public final class IncomingChangeTable {

    enum State {
        OPEN,
        /** 2xx to a re-INVITE sent, ACK to come. */
        UNACKNOWLEDGED,
        CLOSED
    }

    enum Event {
        ACCEPT_INVITE,
        ACCEPT_UPDATE,
        REJECT,
        CANCELLED,
        ACK,
        /** The ACK lacks the answer to our offer. */
        ACK_UNUSABLE,
        SESSION_OVER,
        RETRANSMIT,
        ACK_TIMEOUT
    }

    enum Effect {
        SEND_ANSWER,
        RESEND_ANSWER,
        SEND_REJECTION,
        SEND_TERMINATED,
        ROLL_BACK,
        TELL_ACKNOWLEDGED,
        TELL_UNUSABLE,
        TELL_ACK_MISSING,
        CLOSE
    }

    // spotless:off
    public static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("The peer's re-INVITE or UPDATE", State.class, Event.class, Effect.class)
            .startsIn(OPEN)
            .endsIn(CLOSED)
            .timer(RETRANSMIT, Delay.doubling(T1, T2))
            .timer(ACK_TIMEOUT, Delay.of(64, T1))

            .in(OPEN)
                .on(ACCEPT_INVITE).go(UNACKNOWLEDGED, SEND_ANSWER)
                .on(ACCEPT_UPDATE).go(CLOSED, SEND_ANSWER, CLOSE)
                .on(REJECT).go(CLOSED, SEND_REJECTION, ROLL_BACK, CLOSE)
                .on(CANCELLED).go(CLOSED, SEND_TERMINATED, ROLL_BACK, CLOSE)
                // §15.1.2: pending requests are still answered, with 487
                .on(SESSION_OVER).go(CLOSED, SEND_TERMINATED, CLOSE)
                .on(ACK, ACK_UNUSABLE).illegal("no 2xx has been sent")

            .in(UNACKNOWLEDGED).runs(RETRANSMIT, ACK_TIMEOUT)
                .on(RETRANSMIT).stay(RESEND_ANSWER)
                .on(ACK).go(CLOSED, TELL_ACKNOWLEDGED, CLOSE)
                .on(ACK_UNUSABLE).go(CLOSED, ROLL_BACK, CLOSE, TELL_UNUSABLE)
                .on(ACK_TIMEOUT).go(CLOSED, ROLL_BACK, CLOSE, TELL_ACK_MISSING)
                .on(SESSION_OVER).go(CLOSED, CLOSE)
                .on(ACCEPT_INVITE, ACCEPT_UPDATE, REJECT).illegal("answered already")
                .on(CANCELLED).ignore("§9.2: a CANCEL has no effect after the final response")
            .build();
    // spotless:on

    private IncomingChangeTable() {}
}
