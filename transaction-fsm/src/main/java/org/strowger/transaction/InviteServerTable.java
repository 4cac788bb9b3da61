package org.strowger.transaction;

import static org.strowger.transaction.InviteServerTable.Effect.*;
import static org.strowger.transaction.InviteServerTable.Event.*;
import static org.strowger.transaction.InviteServerTable.State.*;
import static org.strowger.transaction.SipTime.*;

import org.strowger.statemachine.Delay;
import org.strowger.statemachine.StateTable;

/** The INVITE server transaction: RFC 3261 §17.2.1 and figure 7, as RFC 6026 §7.1 and §8.7 correct them. */
final class InviteServerTable {

    enum State {
        PROCEEDING,
        ACCEPTED,
        COMPLETED,
        CONFIRMED,
        TERMINATED
    }

    enum Event {
        /** The request again. */
        INVITE,
        ACK,
        SEND_PROVISIONAL,
        SEND_SUCCESS,
        SEND_FAILURE,
        /** A refusal that is not kept: it is made anew for each retransmission. */
        SEND_ONCE,
        TIMER_G,
        TIMER_H,
        TIMER_I,
        TIMER_L,
        TRANSPORT_ERROR;

        static Event ofSending(int status) {
            return status < 200 ? SEND_PROVISIONAL : status < 300 ? SEND_SUCCESS : SEND_FAILURE;
        }
    }

    enum Effect {
        SEND_RESPONSE,
        SEND_UNKEPT,
        RESEND_RESPONSE,
        PASS_ACK_UP,
        TELL_TIMEOUT,
        TELL_TRANSPORT_ERROR,
        FORGET
    }

    private static final String FINAL_SENT = "a final response has been sent already";

    // spotless:off
    static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("INVITE server transaction", State.class, Event.class, Effect.class)
            .startsIn(PROCEEDING)
            .endsIn(TERMINATED)
            .timer(TIMER_G, Delay.doubling(T1, T2).onlyIfUnreliable())
            .timer(TIMER_H, Delay.of(64, T1))
            .timer(TIMER_I, Delay.of(1, T4).atOnceIfReliable())
            .timer(TIMER_L, Delay.of(64, T1))

            .in(PROCEEDING)
                .on(INVITE).stay(RESEND_RESPONSE)
                .on(SEND_PROVISIONAL).stay(SEND_RESPONSE)
                .on(SEND_SUCCESS).go(ACCEPTED, SEND_RESPONSE)
                .on(SEND_FAILURE).go(COMPLETED, SEND_RESPONSE)
                // §8.2.7, §26.3.2.4: nothing is remembered of it, and it is not repeated for want of an ACK
                .on(SEND_ONCE).go(TERMINATED, SEND_UNKEPT, FORGET)
                .on(TRANSPORT_ERROR).stay(TELL_TRANSPORT_ERROR)
                .on(ACK).illegal("there is no final response yet to acknowledge")

            .in(ACCEPTED).runs(TIMER_L)
                // RFC 6026 §7.1: the retransmission is absorbed; its 2xx is the core's to repeat
                .on(INVITE).stay()
                .on(ACK).stay(PASS_ACK_UP)
                .on(SEND_SUCCESS).stay(SEND_RESPONSE)
                .on(TRANSPORT_ERROR).stay(TELL_TRANSPORT_ERROR)
                .on(TIMER_L).go(TERMINATED, TELL_TIMEOUT, FORGET)
                .on(SEND_PROVISIONAL, SEND_FAILURE, SEND_ONCE).illegal(FINAL_SENT)

            .in(COMPLETED).runs(TIMER_G, TIMER_H)
                .on(INVITE).stay(RESEND_RESPONSE)
                .on(TIMER_G).stay(RESEND_RESPONSE)
                .on(ACK).go(CONFIRMED)
                .on(TRANSPORT_ERROR).stay(TELL_TRANSPORT_ERROR)
                .on(TIMER_H).go(TERMINATED, TELL_TIMEOUT, FORGET)
                .on(SEND_PROVISIONAL, SEND_SUCCESS, SEND_FAILURE, SEND_ONCE).illegal(FINAL_SENT)

            .in(CONFIRMED).runs(TIMER_I)
                .on(TIMER_I).go(TERMINATED, FORGET)
                .on(ACK).ignore("a retransmission, which this state is there to absorb")
                .on(INVITE).ignore("a retransmission that its own ACK has overtaken")
                .on(TRANSPORT_ERROR).ignore("the response has arrived: it was acknowledged")
                .on(SEND_PROVISIONAL, SEND_SUCCESS, SEND_FAILURE, SEND_ONCE).illegal(FINAL_SENT)
            .build();
    // spotless:on

    private InviteServerTable() {}
}
