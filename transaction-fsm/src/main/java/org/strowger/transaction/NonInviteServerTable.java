package org.strowger.transaction;

import static org.strowger.transaction.NonInviteServerTable.Effect.*;
import static org.strowger.transaction.NonInviteServerTable.Event.*;
import static org.strowger.transaction.NonInviteServerTable.State.*;
import static org.strowger.transaction.SipTime.*;

import org.strowger.statemachine.Delay;
import org.strowger.statemachine.StateTable;

/** The non-INVITE server transaction: RFC 3261 §17.2.2 and figure 8. */
final class NonInviteServerTable {

    enum State {
        TRYING,
        PROCEEDING,
        COMPLETED,
        TERMINATED
    }

    enum Event {
        /** The request again. */
        REQUEST,
        SEND_PROVISIONAL,
        SEND_FINAL,
        /** An answer that is not kept: it is made anew for each retransmission. */
        SEND_ONCE,
        /** What is kept for retransmissions is more than there is room for. */
        MAKE_ROOM,
        TIMER_J,
        TRANSPORT_ERROR;

        static Event ofSending(int status) {
            return status < 200 ? SEND_PROVISIONAL : SEND_FINAL;
        }
    }

    enum Effect {
        SEND_RESPONSE,
        SEND_UNKEPT,
        RESEND_RESPONSE,
        TELL_TRANSPORT_ERROR,
        FORGET
    }

    // spotless:off
    static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("Non-INVITE server transaction", State.class, Event.class, Effect.class)
            .startsIn(TRYING)
            .endsIn(TERMINATED)
            .timer(TIMER_J, Delay.of(64, T1).atOnceIfReliable())

            .in(TRYING)
                .on(SEND_PROVISIONAL).go(PROCEEDING, SEND_RESPONSE)
                .on(SEND_FINAL).go(COMPLETED, SEND_RESPONSE)
                .on(SEND_ONCE).go(TERMINATED, SEND_UNKEPT, FORGET) // §8.2.7
                .on(MAKE_ROOM).illegal("it has no final response yet")
                .on(REQUEST).ignore("there is no response yet to repeat (§17.2.2)")
                .on(TRANSPORT_ERROR).ignore("nothing has been sent yet")

            .in(PROCEEDING)
                .on(REQUEST).stay(RESEND_RESPONSE)
                .on(SEND_PROVISIONAL).stay(SEND_RESPONSE)
                .on(SEND_FINAL).go(COMPLETED, SEND_RESPONSE)
                .on(SEND_ONCE).go(TERMINATED, SEND_UNKEPT, FORGET) // §8.2.7
                .on(MAKE_ROOM).illegal("it has no final response yet")
                .on(TRANSPORT_ERROR).go(TERMINATED, TELL_TRANSPORT_ERROR, FORGET)

            .in(COMPLETED).runs(TIMER_J)
                .on(REQUEST).stay(RESEND_RESPONSE)
                .on(TRANSPORT_ERROR).go(TERMINATED, TELL_TRANSPORT_ERROR, FORGET)
                .on(TIMER_J).go(TERMINATED, FORGET)
                .on(MAKE_ROOM).go(TERMINATED, FORGET)
                .on(SEND_PROVISIONAL, SEND_FINAL, SEND_ONCE).illegal("a final response has been sent already (§17.2.2: discarded)")
            .build();
    // spotless:on

    private NonInviteServerTable() {}
}
