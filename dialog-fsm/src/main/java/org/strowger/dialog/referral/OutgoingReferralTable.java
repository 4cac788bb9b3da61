package org.strowger.dialog.referral;

import static org.strowger.dialog.core.SipTime.*;
import static org.strowger.dialog.referral.OutgoingReferralTable.Effect.*;
import static org.strowger.dialog.referral.OutgoingReferralTable.Event.*;
import static org.strowger.dialog.referral.OutgoingReferralTable.State.*;

import org.strowger.statemachine.Delay;
import org.strowger.statemachine.StateTable;

/** A REFER of ours and what the peer tells of it by NOTIFY: RFC 3515 §2.4. We are the subscriber. */
public final class OutgoingReferralTable {

    enum State {
        /** REFER sent, its final response to come; a NOTIFY may come before it (RFC 6665 §4.1.2.4). */
        SENT,
        /** Accepted; NOTIFYs are to come. */
        ACCEPTED,
        CLOSED
    }

    enum Event {
        SUCCESS,
        REFUSAL,
        /** NOTIFY with a provisional status. */
        PROGRESS,
        /** NOTIFY with a final status, or that ends the subscription. */
        RESULT,
        SESSION_OVER,
        EXPIRY
    }

    enum Effect {
        TELL_PROGRESS,
        TELL_RESULT,
        TELL_REFUSED,
        TELL_EXPIRED,
        TELL_OVER,
        CLOSE
    }

    // spotless:off
    public static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("Our REFER", State.class, Event.class, Effect.class)
            .startsIn(SENT)
            .endsIn(CLOSED)
            .timer(EXPIRY, Delay.of(1, THREE_MINUTES))

            .in(SENT)
                .on(SUCCESS).go(ACCEPTED)
                .on(PROGRESS).go(ACCEPTED, TELL_PROGRESS)
                .on(REFUSAL).go(CLOSED, TELL_REFUSED, CLOSE)
                .on(RESULT).go(CLOSED, TELL_RESULT, CLOSE)
                .on(SESSION_OVER).go(CLOSED, TELL_OVER, CLOSE)

            .in(ACCEPTED).runs(EXPIRY)
                .on(PROGRESS).stay(TELL_PROGRESS)
                .on(RESULT).go(CLOSED, TELL_RESULT, CLOSE)
                .on(EXPIRY).go(CLOSED, TELL_EXPIRED, CLOSE)
                .on(SESSION_OVER).go(CLOSED, TELL_OVER, CLOSE)
                .on(SUCCESS).ignore("the 2xx of a REFER whose first NOTIFY came before it")
                .on(REFUSAL).go(CLOSED, TELL_REFUSED, CLOSE)
            .build();
    // spotless:on

    private OutgoingReferralTable() {}
}
