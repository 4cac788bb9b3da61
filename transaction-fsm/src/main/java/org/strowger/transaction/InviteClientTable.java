package org.strowger.transaction;

import static org.strowger.transaction.InviteClientTable.Effect.*;
import static org.strowger.transaction.InviteClientTable.Event.*;
import static org.strowger.transaction.InviteClientTable.State.*;
import static org.strowger.transaction.SipTime.*;

import org.strowger.statemachine.Delay;
import org.strowger.statemachine.StateTable;

/** The INVITE client transaction: RFC 3261 §17.1.1 and figure 5, as RFC 6026 §7.2 and §8.4 correct them. */
final class InviteClientTable {

    enum State {
        CALLING,
        PROCEEDING,
        ACCEPTED,
        COMPLETED,
        TERMINATED
    }

    enum Event {
        PROVISIONAL,
        SUCCESS,
        FAILURE,
        TIMER_A,
        TIMER_B,
        TIMER_D,
        TIMER_M,
        TRANSPORT_ERROR;

        static Event of(int status) {
            return status < 200 ? PROVISIONAL : status < 300 ? SUCCESS : FAILURE;
        }
    }

    enum Effect {
        RESEND_REQUEST,
        SEND_ACK,
        PASS_UP,
        TELL_TIMEOUT,
        TELL_TRANSPORT_ERROR,
        FORGET
    }

    // spotless:off
    static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("INVITE client transaction", State.class, Event.class, Effect.class)
            .startsIn(CALLING)
            .endsIn(TERMINATED)
            .timer(TIMER_A, Delay.doubling(T1).onlyIfUnreliable())
            .timer(TIMER_B, Delay.of(64, T1))
            .timer(TIMER_D, Delay.of(1, TIMER_D_MIN).atOnceIfReliable())
            .timer(TIMER_M, Delay.of(64, T1))

            .in(CALLING).runs(TIMER_A, TIMER_B)
                .on(PROVISIONAL).go(PROCEEDING, PASS_UP)
                .on(SUCCESS).go(ACCEPTED, PASS_UP)
                .on(FAILURE).go(COMPLETED, SEND_ACK, PASS_UP)
                .on(TIMER_A).stay(RESEND_REQUEST)
                .on(TIMER_B).go(TERMINATED, TELL_TIMEOUT, FORGET)
                .on(TRANSPORT_ERROR).go(TERMINATED, TELL_TRANSPORT_ERROR, FORGET)

            .in(PROCEEDING)
                .on(PROVISIONAL).stay(PASS_UP)
                .on(SUCCESS).go(ACCEPTED, PASS_UP)
                .on(FAILURE).go(COMPLETED, SEND_ACK, PASS_UP)
                .on(TRANSPORT_ERROR).ignore("nothing is being sent any more; the figure draws no arc")

            .in(ACCEPTED).runs(TIMER_M)
                // RFC 6026 §7.2: each 2xx is passed up, for the core to ACK
                .on(SUCCESS).stay(PASS_UP)
                .on(TIMER_M).go(TERMINATED, FORGET)
                .on(PROVISIONAL).ignore("a provisional that comes after its final response says nothing new")
                .on(FAILURE).ignore("a branch that failed after another was answered")
                .on(TRANSPORT_ERROR).ignore("the core sends the ACK, not this transaction")

            .in(COMPLETED).runs(TIMER_D)
                .on(FAILURE).stay(SEND_ACK)
                // The figure informs the core; it has had its final response, and a second outcome would mislead it.
                .on(TRANSPORT_ERROR).go(TERMINATED, FORGET)
                .on(TIMER_D).go(TERMINATED, FORGET)
                .on(PROVISIONAL).ignore("a provisional that comes after its final response says nothing new")
                .on(SUCCESS).ignore("given to the core as a stray answer (§16.7 lets a proxy send one), which hangs it up")
            .build();
    // spotless:on

    private InviteClientTable() {}
}
