package org.strowger.call.leg;

import static org.strowger.call.leg.BridgeTable.Effect.*;
import static org.strowger.call.leg.BridgeTable.Event.*;
import static org.strowger.call.leg.BridgeTable.State.*;

import org.strowger.statemachine.StateTable;

/**
 * What a bridge does with the offers of its two legs: one exchange at a time, in the end of which what was to be
 * changed has become so on both legs, or on neither. Which leg began it, and what it said, is data of the bridge.
 */
final class BridgeTable {

    enum State {
        /** Nobody hears anybody yet. */
        NEW,
        /** No exchange is under way. */
        STEADY,
        /** A leg offered, or asked for an offer: the other has been asked to modify its session. */
        CARRYING,
        /** A leg asked for an offer and has been given the other's: the answer is to come with its ACK. */
        COUNTERED,
        /** A leg has been asked by us to take the other's codecs. */
        ALIGNING,
        /** A newcomer has been offered what the other leg speaks, which is to be told what it answers. */
        INTRODUCING,
        OVER
    }

    enum Event {
        CONNECT,
        /** A leg offers, or asks for an offer. */
        OFFER,
        ALIGN,
        INTRODUCE,
        /** The leg that was asked has changed its session. */
        CHANGED,
        /** The other has: somebody else had asked it, a bridge that it was part of before. */
        CHANGED_BESIDE,
        /** The leg that was asked refuses. */
        REFUSED,
        /** The other does, which somebody else had asked. */
        REFUSED_BESIDE,
        /** The ACK of the leg that was given the other's offer. */
        ACK,
        /** Both legs know of each other's description. */
        AGREED,
        /** The answer is an offer of the other leg. */
        COUNTER,
        /** There is no port, no codec, or no description. */
        FAILED,
        DISCONNECT
    }

    enum Effect {
        JOIN,
        PROPOSE,
        CARRY,
        ASK,
        /** §14.2: the other side's exchange comes first. */
        REFUSE_GLARE,
        HEAR,
        HEAR_AND_AGREE,
        CARRY_BACK,
        TAKE_ACK,
        COMMIT,
        ROLL_BACK,
        TELL_HOLD,
        ALIGN_OTHER,
        ACCEPT_OFFER,
        TAKE_COUNTER,
        REJECT_OFFER,
        COMMIT_ASKED,
        END_HOLD,
        PART
    }

    private static final String NOT_CONNECTED = "the legs are not connected yet";
    private static final String CONNECTED = "the legs are connected";
    private static final String NOT_ASKED = "nobody is asked for anything";
    private static final String BESIDE = "it is not ours: the leg goes on as it was";
    private static final String NO_ACK = "no ACK brings an answer";
    private static final String ONE_AT_A_TIME = "we ask for nothing while an exchange is under way";
    private static final String NOTHING_CARRIED = "nothing is carried";

    // spotless:off
    static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("Bridge", State.class, Event.class, Effect.class)
            .startsIn(NEW)
            .endsIn(OVER)

            .in(NEW)
                .on(CONNECT).go(STEADY, JOIN)
                .on(OFFER, ALIGN, INTRODUCE).illegal(NOT_CONNECTED)
                .on(CHANGED, CHANGED_BESIDE, REFUSED, REFUSED_BESIDE, ACK).illegal(NOT_CONNECTED)
                .on(AGREED, COUNTER, FAILED, DISCONNECT).illegal(NOT_CONNECTED)

            .in(STEADY)
                .on(OFFER).go(CARRYING, PROPOSE, CARRY)
                .on(ALIGN).go(ALIGNING, PROPOSE, ASK)
                .on(INTRODUCE).go(INTRODUCING, PROPOSE, ASK)
                .on(CHANGED, CHANGED_BESIDE).stay(HEAR_AND_AGREE)
                .on(AGREED).stay(COMMIT, TELL_HOLD)
                .on(FAILED).stay(ROLL_BACK)
                .on(DISCONNECT).go(OVER, END_HOLD, PART)
                .on(REFUSED, REFUSED_BESIDE).ignore(NOT_ASKED)
                .on(ACK).illegal(NO_ACK)
                .on(COUNTER).illegal(NOTHING_CARRIED)
                .on(CONNECT).illegal(CONNECTED)

            .in(CARRYING)
                .on(CHANGED).stay(CARRY_BACK)
                .on(AGREED).go(STEADY, COMMIT, TELL_HOLD, ACCEPT_OFFER)
                .on(COUNTER).go(COUNTERED, ACCEPT_OFFER, TAKE_COUNTER)
                // §14.1, RFC 3264 §8: as if nothing had been asked for
                .on(REFUSED, FAILED).go(STEADY, ROLL_BACK, REJECT_OFFER)
                .on(DISCONNECT).go(OVER, END_HOLD, COMMIT_ASKED, ROLL_BACK, REJECT_OFFER, PART)
                .on(OFFER).stay(REFUSE_GLARE)
                .on(CHANGED_BESIDE).stay(HEAR)
                .on(REFUSED_BESIDE).ignore(BESIDE)
                .on(ALIGN, INTRODUCE).illegal(ONE_AT_A_TIME)
                .on(ACK).illegal(NO_ACK)
                .on(CONNECT).illegal(CONNECTED)

            .in(COUNTERED)
                .on(ACK).stay(TAKE_ACK)
                .on(AGREED).go(STEADY, COMMIT, TELL_HOLD, ACCEPT_OFFER)
                .on(FAILED).go(STEADY, ROLL_BACK, REJECT_OFFER)
                .on(DISCONNECT).go(OVER, END_HOLD, ROLL_BACK, REJECT_OFFER, PART)
                .on(OFFER).stay(REFUSE_GLARE)
                .on(CHANGED, CHANGED_BESIDE).stay(HEAR)
                .on(REFUSED, REFUSED_BESIDE).ignore(NOT_ASKED)
                .on(COUNTER).illegal("it has been countered")
                .on(ALIGN, INTRODUCE).illegal(ONE_AT_A_TIME)
                .on(CONNECT).illegal(CONNECTED)

            .in(ALIGNING)
                .on(CHANGED, CHANGED_BESIDE).stay(HEAR_AND_AGREE)
                .on(AGREED).go(STEADY, COMMIT, TELL_HOLD)
                .on(REFUSED, FAILED).go(STEADY, ROLL_BACK)
                .on(REFUSED_BESIDE).ignore(BESIDE)
                .on(DISCONNECT).go(OVER, END_HOLD, COMMIT_ASKED, ROLL_BACK, PART)
                .on(OFFER).stay(REFUSE_GLARE)
                .on(ALIGN, INTRODUCE).illegal(ONE_AT_A_TIME)
                .on(ACK).illegal(NO_ACK)
                .on(COUNTER).illegal(NOTHING_CARRIED)
                .on(CONNECT).illegal(CONNECTED)

            .in(INTRODUCING)
                .on(CHANGED, CHANGED_BESIDE).stay(HEAR_AND_AGREE)
                .on(AGREED).go(STEADY, COMMIT, TELL_HOLD, ALIGN_OTHER)
                .on(REFUSED, FAILED).go(STEADY, ROLL_BACK)
                .on(REFUSED_BESIDE).ignore(BESIDE)
                .on(DISCONNECT).go(OVER, END_HOLD, COMMIT_ASKED, ROLL_BACK, PART)
                .on(OFFER).stay(REFUSE_GLARE)
                .on(ALIGN, INTRODUCE).illegal(ONE_AT_A_TIME)
                .on(ACK).illegal(NO_ACK)
                .on(COUNTER).illegal(NOTHING_CARRIED)
                .on(CONNECT).illegal(CONNECTED)
            .build();
    // spotless:on

    private BridgeTable() {}
}
