package org.strowger.dialog.provisional;

import static org.strowger.dialog.provisional.ReceivedProvisionalsTable.Effect.*;
import static org.strowger.dialog.provisional.ReceivedProvisionalsTable.Event.*;
import static org.strowger.dialog.provisional.ReceivedProvisionalsTable.State.*;

import org.strowger.statemachine.StateTable;

/**
 * The reliable provisional responses of one early dialog, as who called takes them: RFC 3262 §4 and §5. Each fork of an
 * INVITE counts on its own.
 */
public final class ReceivedProvisionalsTable {

    enum State {
        /** None has come yet: any number may be the first. */
        NEW,
        /** The PRACK of the latest has no final response yet. */
        ACKNOWLEDGING,
        /** The latest brought an offer, whose answer goes with its PRACK. */
        ANSWER_OWED,
        ACKNOWLEDGED,
        /** The INVITE has its final response. */
        OVER
    }

    enum Event {
        /** The first, or that which follows the latest. */
        NEXT,
        /** The same with an offer, where the INVITE had none. */
        NEXT_WITH_OFFER,
        /** The latest or an earlier one again, or one after a gap. */
        OUT_OF_ORDER,
        /** Our answer to the offer. */
        ANSWER,
        /** The latest PRACK has its final response, or none in time. */
        PRACK_DONE,
        SETTLED
    }

    enum Effect {
        SEND_PRACK,
        SEND_ANSWER,
        PASS_ON,
        TELL_OFFERED
    }

    private static final String NOT_IN_ORDER =
            "RFC 3262 §4: one out of order is neither acknowledged nor processed; the PRACK of the latest repeats itself";
    private static final String NO_OFFER = "no offer waits for an answer";
    private static final String NO_PRACK = "no PRACK of this line is under way";
    private static final String OFFER_OPEN = "RFC 3262 §3: nothing follows before the first has its PRACK";

    // spotless:off
    public static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("Reliable provisional responses received", State.class, Event.class, Effect.class)
            .startsIn(NEW)
            .endsIn(OVER)

            .in(NEW)
                .on(NEXT).go(ACKNOWLEDGING, SEND_PRACK, PASS_ON)
                .on(NEXT_WITH_OFFER).go(ANSWER_OWED, PASS_ON, TELL_OFFERED)
                .on(SETTLED).go(OVER)
                .on(OUT_OF_ORDER).illegal("the first is never out of order")
                .on(ANSWER).illegal(NO_OFFER)
                .on(PRACK_DONE).illegal(NO_PRACK)

            .in(ACKNOWLEDGING)
                // the next may overtake the final response of the PRACK
                .on(NEXT).stay(SEND_PRACK, PASS_ON)
                .on(NEXT_WITH_OFFER).go(ANSWER_OWED, PASS_ON, TELL_OFFERED)
                .on(PRACK_DONE).go(ACKNOWLEDGED)
                .on(SETTLED).go(OVER)
                .on(OUT_OF_ORDER).ignore(NOT_IN_ORDER)
                .on(ANSWER).illegal(NO_OFFER)

            .in(ANSWER_OWED)
                .on(ANSWER).go(ACKNOWLEDGING, SEND_ANSWER)
                .on(SETTLED).go(OVER)
                .on(OUT_OF_ORDER).ignore(NOT_IN_ORDER)
                .on(NEXT, NEXT_WITH_OFFER).ignore(OFFER_OPEN)
                .on(PRACK_DONE).ignore("it was the PRACK of an earlier one")

            .in(ACKNOWLEDGED)
                .on(NEXT).go(ACKNOWLEDGING, SEND_PRACK, PASS_ON)
                .on(NEXT_WITH_OFFER).go(ANSWER_OWED, PASS_ON, TELL_OFFERED)
                .on(SETTLED).go(OVER)
                .on(OUT_OF_ORDER).ignore(NOT_IN_ORDER)
                .on(ANSWER).illegal(NO_OFFER)
                .on(PRACK_DONE).illegal(NO_PRACK)
            .build();
    // spotless:on

    private ReceivedProvisionalsTable() {}
}
