package org.strowger.dialog.provisional;

import static org.strowger.dialog.core.SipTime.*;
import static org.strowger.dialog.provisional.SentProvisionalsTable.Effect.*;
import static org.strowger.dialog.provisional.SentProvisionalsTable.Event.*;
import static org.strowger.dialog.provisional.SentProvisionalsTable.State.*;

import org.strowger.statemachine.Delay;
import org.strowger.statemachine.StateTable;

/** The reliable provisional responses to one INVITE, as who is called sends them: RFC 3262 §3 and §5. */
public final class SentProvisionalsTable {

    enum State {
        /** All that were sent have their PRACK: the next may go. */
        READY,
        /** The latest has no PRACK yet. */
        UNACKNOWLEDGED,
        /** The same, and it describes the session: no 2xx may be sent before its PRACK. */
        UNACKNOWLEDGED_DESCRIPTION,
        /** The INVITE has its final response, while the latest had no PRACK yet. */
        ANSWERED_UNACKNOWLEDGED,
        /** The INVITE has its final response. */
        ANSWERED,
        OVER
    }

    enum Event {
        /** One without a description is to be sent. */
        SEND,
        /** One with a description is to be sent. */
        SEND_DESCRIPTION,
        /** PRACK for the latest. */
        PRACK,
        /** The same with an offer, which is answered by whoever owns the session. */
        PRACK_WITH_OFFER,
        /** PRACK for one that waits for none. */
        PRACK_STRAY,
        /** The INVITE gets its final response. */
        FINAL,
        SESSION_OVER,
        RETRANSMIT,
        EXPIRY
    }

    enum Effect {
        TRANSMIT,
        TRANSMIT_AGAIN,
        LINE_UP,
        FOLLOW_UP,
        ACCEPT_PRACK,
        REFUSE_PRACK,
        TELL_OFFERED,
        TELL_RELEASED,
        TELL_EXPIRED
    }

    private static final String ANSWERED_BEFORE = "the INVITE has its final response";

    // spotless:off
    public static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("Reliable provisional responses sent", State.class, Event.class, Effect.class)
            .startsIn(READY)
            .endsIn(OVER)
            // §3: "with an interval that starts at T1 seconds and doubles for each retransmission"; no T2
            .timer(RETRANSMIT, Delay.doubling(T1))
            .timer(EXPIRY, Delay.of(64, T1))

            .in(READY)
                .on(SEND).go(UNACKNOWLEDGED, TRANSMIT)
                .on(SEND_DESCRIPTION).go(UNACKNOWLEDGED_DESCRIPTION, TRANSMIT)
                .on(FINAL).go(ANSWERED)
                .on(SESSION_OVER).go(OVER)
                // §3: "the UAS MUST respond to the PRACK with a 481 response"
                .on(PRACK, PRACK_WITH_OFFER, PRACK_STRAY).stay(REFUSE_PRACK)

            .in(UNACKNOWLEDGED).runs(RETRANSMIT, EXPIRY)
                .on(RETRANSMIT).stay(TRANSMIT_AGAIN)
                // §3: the next waits until this one is acknowledged
                .on(SEND, SEND_DESCRIPTION).stay(LINE_UP)
                .on(PRACK).go(READY, ACCEPT_PRACK, FOLLOW_UP)
                .on(PRACK_WITH_OFFER).go(READY, TELL_OFFERED, FOLLOW_UP)
                .on(PRACK_STRAY).stay(REFUSE_PRACK)
                // §3: "the UAS SHOULD reject the original request with a 5xx response"
                .on(EXPIRY).go(OVER, TELL_EXPIRED)
                .on(FINAL).go(ANSWERED_UNACKNOWLEDGED)
                .on(SESSION_OVER).go(OVER)

            .in(UNACKNOWLEDGED_DESCRIPTION).runs(RETRANSMIT, EXPIRY)
                .on(RETRANSMIT).stay(TRANSMIT_AGAIN)
                .on(SEND, SEND_DESCRIPTION).stay(LINE_UP)
                .on(PRACK).go(READY, ACCEPT_PRACK, TELL_RELEASED, FOLLOW_UP)
                .on(PRACK_WITH_OFFER).go(READY, TELL_OFFERED, TELL_RELEASED, FOLLOW_UP)
                .on(PRACK_STRAY).stay(REFUSE_PRACK)
                .on(EXPIRY).go(OVER, TELL_EXPIRED)
                .on(FINAL).illegal("§3: a 2xx waits for the PRACK of a description")
                .on(SESSION_OVER).go(OVER)

            // §3: no retransmissions any more, but the PRACK is still to be processed
            .in(ANSWERED_UNACKNOWLEDGED)
                .on(PRACK).go(ANSWERED, ACCEPT_PRACK)
                .on(PRACK_WITH_OFFER).go(ANSWERED, TELL_OFFERED)
                .on(PRACK_STRAY).stay(REFUSE_PRACK)
                .on(SESSION_OVER).go(OVER)
                .on(SEND, SEND_DESCRIPTION, FINAL).illegal(ANSWERED_BEFORE)

            .in(ANSWERED)
                .on(PRACK, PRACK_WITH_OFFER, PRACK_STRAY).stay(REFUSE_PRACK)
                .on(SESSION_OVER).go(OVER)
                .on(SEND, SEND_DESCRIPTION, FINAL).illegal(ANSWERED_BEFORE)
            .build();
    // spotless:on

    private SentProvisionalsTable() {}
}
