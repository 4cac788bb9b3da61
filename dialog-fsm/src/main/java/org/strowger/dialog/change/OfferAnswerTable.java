package org.strowger.dialog.change;

import static org.strowger.dialog.change.OfferAnswerTable.Effect.*;
import static org.strowger.dialog.change.OfferAnswerTable.Event.*;
import static org.strowger.dialog.change.OfferAnswerTable.State.*;

import org.strowger.statemachine.StateTable;

/**
 * Whose turn it is to describe the session: RFC 3264 §4 and §8, RFC 6337 §2 and §4, the refusals by RFC 3261 §14.2 and
 * RFC 3311 §5.2. One such machine goes with each session; it has no end of its own.
 */
public final class OfferAnswerTable {

    enum State {
        /** Nothing is open: either side may offer. */
        STABLE,
        /** Our offer waits for its answer. */
        OFFER_SENT,
        /** The peer's offer waits for our answer. */
        OFFER_RECEIVED,
        /** Our INVITE asked the peer to offer in its 2xx. */
        OFFER_AWAITED,
        /** The peer's INVITE asked us to offer in our 2xx. */
        OFFER_OWED
    }

    public enum Event {
        WE_OFFER,
        /** An INVITE of ours without a description. */
        WE_ASK,
        WE_ANSWER,
        /** INVITE or UPDATE with a description. */
        THEY_OFFER,
        /** INVITE without a description. */
        THEY_ASK,
        /** The offer that we had asked for. */
        THEY_OFFER_IN_2XX,
        THEY_ANSWER,
        /** A refusal of either side, a CANCEL, a time-out: as if it had not been asked. */
        ROLL_BACK
    }

    enum Effect {
        /** The peer's offer or question is for the owner of the session. */
        DELIVER,
        /** 491: both offer at once. */
        REFUSE_GLARE,
        /** 500 with Retry-After: the peer's last offer has not been answered yet. */
        REFUSE_BUSY
    }

    private static final String ONE_AT_A_TIME = "RFC 3264 §4: no new offer while one is open";
    private static final String NO_OFFER = "there is no offer of the peer's to answer";
    private static final String NOT_ASKED = "the peer was not asked to offer in a 2xx";
    private static final String NO_OFFER_OF_OURS = "there is no offer of ours to be answered";

    // spotless:off
    public static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("Offer and answer", State.class, Event.class, Effect.class)
            .startsIn(STABLE)

            .in(STABLE)
                .on(WE_OFFER).go(OFFER_SENT)
                .on(WE_ASK).go(OFFER_AWAITED)
                .on(THEY_OFFER).go(OFFER_RECEIVED, DELIVER)
                .on(THEY_ASK).go(OFFER_OWED, DELIVER)
                .on(WE_ANSWER).illegal(NO_OFFER)
                .on(THEY_ANSWER).illegal(NO_OFFER_OF_OURS)
                .on(THEY_OFFER_IN_2XX).illegal(NOT_ASKED)
                .on(ROLL_BACK).ignore("nothing is open")

            .in(OFFER_SENT)
                .on(THEY_ANSWER, ROLL_BACK).go(STABLE)
                .on(THEY_OFFER, THEY_ASK).stay(REFUSE_GLARE)
                .on(WE_OFFER, WE_ASK).illegal(ONE_AT_A_TIME)
                .on(WE_ANSWER).illegal(NO_OFFER)
                .on(THEY_OFFER_IN_2XX).illegal(NOT_ASKED)

            .in(OFFER_RECEIVED)
                .on(WE_ANSWER, ROLL_BACK).go(STABLE)
                .on(THEY_OFFER, THEY_ASK).stay(REFUSE_BUSY)
                .on(WE_OFFER, WE_ASK).illegal(ONE_AT_A_TIME)
                .on(THEY_ANSWER).illegal(NO_OFFER_OF_OURS)
                .on(THEY_OFFER_IN_2XX).illegal(NOT_ASKED)

            .in(OFFER_AWAITED)
                .on(THEY_OFFER_IN_2XX).go(OFFER_RECEIVED)
                .on(ROLL_BACK).go(STABLE)
                .on(THEY_OFFER, THEY_ASK).stay(REFUSE_GLARE)
                .on(WE_OFFER, WE_ASK).illegal(ONE_AT_A_TIME)
                .on(WE_ANSWER).illegal(NO_OFFER)
                .on(THEY_ANSWER).illegal(NO_OFFER_OF_OURS)

            .in(OFFER_OWED)
                .on(WE_OFFER).go(OFFER_SENT)
                .on(ROLL_BACK).go(STABLE)
                .on(THEY_OFFER, THEY_ASK).stay(REFUSE_BUSY)
                .on(WE_ASK).illegal(ONE_AT_A_TIME)
                .on(WE_ANSWER).illegal(NO_OFFER)
                .on(THEY_ANSWER).illegal(NO_OFFER_OF_OURS)
                .on(THEY_OFFER_IN_2XX).illegal(NOT_ASKED)
            .build();
    // spotless:on

    private OfferAnswerTable() {}
}
