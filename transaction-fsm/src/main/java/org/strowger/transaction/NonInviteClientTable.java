package org.strowger.transaction;

import static org.strowger.transaction.NonInviteClientTable.Effect.*;
import static org.strowger.transaction.NonInviteClientTable.Event.*;
import static org.strowger.transaction.NonInviteClientTable.State.*;
import static org.strowger.transaction.SipTime.*;

import org.strowger.statemachine.Delay;
import org.strowger.statemachine.StateTable;

/** The non-INVITE client transaction: RFC 3261 §17.1.2 and figure 6. */
final class NonInviteClientTable {

    enum State {
        TRYING,
        PROCEEDING,
        COMPLETED,
        TERMINATED
    }

    enum Event {
        PROVISIONAL,
        FINAL,
        TIMER_E,
        TIMER_F,
        TIMER_K,
        TRANSPORT_ERROR;

        static Event of(int status) {
            return status < 200 ? PROVISIONAL : FINAL;
        }
    }

    enum Effect {
        RESEND_REQUEST,
        PASS_UP,
        TELL_TIMEOUT,
        TELL_TRANSPORT_ERROR,
        FORGET
    }

    // spotless:off
    static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("Non-INVITE client transaction", State.class, Event.class, Effect.class)
            .startsIn(TRYING)
            .endsIn(TERMINATED)
            .timer(TIMER_E, Delay.doubling(T1, T2).onlyIfUnreliable())
            .timer(TIMER_F, Delay.of(64, T1))
            .timer(TIMER_K, Delay.of(1, T4).atOnceIfReliable())

            .in(TRYING).runs(TIMER_E, TIMER_F)
                .on(PROVISIONAL).go(PROCEEDING, PASS_UP)
                .on(FINAL).go(COMPLETED, PASS_UP)
                .on(TIMER_E).stay(RESEND_REQUEST)
                .on(TIMER_F).go(TERMINATED, TELL_TIMEOUT, FORGET)
                .on(TRANSPORT_ERROR).go(TERMINATED, TELL_TRANSPORT_ERROR, FORGET)

            // §17.1.2.2: "If Timer E fires while in the Proceeding state … MUST be reset with a value of T2 seconds"
            .in(PROCEEDING).runs(TIMER_F).runs(TIMER_E, Delay.of(1, T2).onlyIfUnreliable())
                .on(PROVISIONAL).stay(PASS_UP)
                .on(FINAL).go(COMPLETED, PASS_UP)
                .on(TIMER_E).stay(RESEND_REQUEST)
                .on(TIMER_F).go(TERMINATED, TELL_TIMEOUT, FORGET)
                .on(TRANSPORT_ERROR).go(TERMINATED, TELL_TRANSPORT_ERROR, FORGET)

            .in(COMPLETED).runs(TIMER_K)
                .on(TIMER_K).go(TERMINATED, FORGET)
                .on(PROVISIONAL).ignore("a provisional that comes after its final response says nothing new")
                .on(FINAL).ignore("a retransmission, which this state is there to absorb")
                .on(TRANSPORT_ERROR).ignore("nothing is being sent any more")
            .build();
    // spotless:on

    private NonInviteClientTable() {}
}
