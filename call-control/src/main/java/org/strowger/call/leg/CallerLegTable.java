package org.strowger.call.leg;

import static org.strowger.call.leg.CallerLegTable.Effect.*;
import static org.strowger.call.leg.CallerLegTable.Event.*;
import static org.strowger.call.leg.CallerLegTable.State.*;

import org.strowger.statemachine.StateTable;

/**
 * How far the caller has been led: what it has been told of whom it calls, whose answer it waits for, and whether the
 * call ends with it. Its messages and their repetitions are its session's; what was agreed about media, a hold too, is
 * data of the leg.
 */
final class CallerLegTable {

    enum State {
        /** Its INVITE is here. */
        INVITED,
        /** It hears ringing that its phone makes. */
        RINGING,
        /**
         * It hears what we or a callee let it hear: what that was promised with stands (RFC 3264 §5 leaves no second
         * answer).
         */
        EARLY,
        /** It has been answered, and its ACK is waited for. */
        ANSWERED,
        /** The same, with the offer of a callee: the ACK brings the answer to it. */
        ANSWERED_BY_OFFER,
        CONFIRMED,
        /** Somebody else has its place: the call goes on without it. */
        REPLACED,
        /** The same, and a callee waits for the answer that its ACK brings. */
        REPLACED_BY_OFFER,
        /** We have hung up. Its place may be handed over even now: a transfer says so last. */
        HUNG_UP,
        /** It is over, and the call goes on. */
        GONE,
        /** It is over, and the call with it. */
        ENDED
    }

    enum Event {
        RING,
        OPEN_EARLY,
        ANSWER,
        /** With the offer of a callee, where its own INVITE had none. */
        ANSWER_BY_OFFER,
        /** For its INVITE, or for a change in mid-call. */
        ACK,
        CANCELLED,
        /** It hangs up, or can't be heard of. */
        LEAVES,
        /** The same, while it has somebody transferred who is not to be left alone. */
        LEAVES_TRANSFER,
        HAND_OVER,
        /** By us. */
        END
    }

    enum Effect {
        SEND_RINGING,
        SEND_EARLY,
        SEND_ANSWER,
        SEND_REFUSAL,
        SEND_BYE,
        AWAIT_ANSWER,
        PROVE,
        TELL_ANSWERED,
        PASS_ACK_ON,
        ANSWER_CALLEE,
        TELL_HEARD,
        TELL_CANCELLED,
        TELL_LEFT,
        CLOSE_MEDIA,
        TELL_TALK
    }

    private static final String NOT_ANSWERED = "it has not been answered";
    private static final String HAS_ANSWER = "it has its answer";
    private static final String HEARS_BETTER = "it hears something better";
    private static final String HANDED_OVER = "its place is handed over";
    private static final String WE_HUNG_UP = "we have hung up";

    // spotless:off
    static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("Caller's leg", State.class, Event.class, Effect.class)
            .startsIn(INVITED)
            .endsIn(GONE, ENDED)

            .in(INVITED)
                .on(RING).go(RINGING, SEND_RINGING)
                .on(OPEN_EARLY).go(EARLY, SEND_EARLY)
                .on(ANSWER).go(ANSWERED, SEND_ANSWER, TELL_ANSWERED)
                .on(ANSWER_BY_OFFER).go(ANSWERED_BY_OFFER, AWAIT_ANSWER, SEND_ANSWER, TELL_ANSWERED)
                .on(CANCELLED).go(ENDED, TELL_CANCELLED)
                .on(END).go(ENDED, SEND_REFUSAL)
                .on(ACK, LEAVES, LEAVES_TRANSFER, HAND_OVER).illegal(NOT_ANSWERED)

            .in(RINGING)
                .on(RING).ignore("it rings already")
                .on(OPEN_EARLY).go(EARLY, SEND_EARLY)
                .on(ANSWER).go(ANSWERED, SEND_ANSWER, TELL_ANSWERED)
                .on(ANSWER_BY_OFFER).go(ANSWERED_BY_OFFER, AWAIT_ANSWER, SEND_ANSWER, TELL_ANSWERED)
                .on(CANCELLED).go(ENDED, TELL_CANCELLED)
                .on(END).go(ENDED, SEND_REFUSAL)
                // RFC 3262 §3: no PRACK came for what it was to hear
                .on(LEAVES).go(ENDED, TELL_LEFT)
                .on(ACK, LEAVES_TRANSFER, HAND_OVER).illegal(NOT_ANSWERED)

            .in(EARLY)
                .on(RING).ignore(HEARS_BETTER)
                .on(OPEN_EARLY).illegal("what it was promised stands")
                .on(ANSWER).go(ANSWERED, SEND_ANSWER, TELL_ANSWERED)
                .on(ANSWER_BY_OFFER).illegal("early media answers an offer, which its INVITE had then")
                .on(CANCELLED).go(ENDED, TELL_CANCELLED)
                .on(END).go(ENDED, SEND_REFUSAL)
                // RFC 3262 §3: no PRACK came for what it was to hear
                .on(LEAVES).go(ENDED, TELL_LEFT)
                .on(ACK, LEAVES_TRANSFER, HAND_OVER).illegal(NOT_ANSWERED)

            .in(ANSWERED)
                .on(ACK).go(CONFIRMED, PROVE, PASS_ACK_ON, TELL_HEARD)
                .on(HAND_OVER).go(REPLACED)
                .on(LEAVES).go(ENDED, TELL_LEFT)
                .on(LEAVES_TRANSFER).go(GONE, CLOSE_MEDIA, TELL_TALK)
                .on(END).go(HUNG_UP, SEND_BYE)
                .on(RING).ignore(HEARS_BETTER)
                .on(OPEN_EARLY, ANSWER, ANSWER_BY_OFFER).illegal(HAS_ANSWER)
                .on(CANCELLED).illegal(HAS_ANSWER)

            .in(ANSWERED_BY_OFFER)
                .on(ACK).go(CONFIRMED, PROVE, ANSWER_CALLEE, TELL_HEARD)
                .on(HAND_OVER).go(REPLACED_BY_OFFER)
                .on(LEAVES).go(ENDED, TELL_LEFT)
                .on(LEAVES_TRANSFER).go(GONE, CLOSE_MEDIA, TELL_TALK)
                .on(END).go(HUNG_UP, SEND_BYE)
                .on(RING).ignore(HEARS_BETTER)
                .on(OPEN_EARLY, ANSWER, ANSWER_BY_OFFER).illegal(HAS_ANSWER)
                .on(CANCELLED).illegal(HAS_ANSWER)

            .in(CONFIRMED)
                .on(ACK).stay(PROVE, PASS_ACK_ON, TELL_HEARD)
                .on(HAND_OVER).go(REPLACED)
                .on(LEAVES).go(ENDED, TELL_LEFT)
                .on(LEAVES_TRANSFER).go(GONE, CLOSE_MEDIA, TELL_TALK)
                .on(END).go(HUNG_UP, SEND_BYE)
                .on(RING).ignore(HEARS_BETTER)
                .on(OPEN_EARLY, ANSWER, ANSWER_BY_OFFER).illegal(HAS_ANSWER)
                .on(CANCELLED).illegal(HAS_ANSWER)

            .in(REPLACED)
                .on(ACK).stay(PROVE, PASS_ACK_ON, TELL_HEARD)
                .on(LEAVES, LEAVES_TRANSFER).go(GONE, CLOSE_MEDIA, TELL_TALK)
                .on(END).go(GONE, SEND_BYE)
                .on(RING).ignore(HEARS_BETTER)
                .on(HAND_OVER).ignore(HANDED_OVER)
                .on(OPEN_EARLY, ANSWER, ANSWER_BY_OFFER).illegal(HAS_ANSWER)
                .on(CANCELLED).illegal(HAS_ANSWER)

            .in(REPLACED_BY_OFFER)
                .on(ACK).go(REPLACED, PROVE, ANSWER_CALLEE, TELL_HEARD)
                .on(LEAVES, LEAVES_TRANSFER).go(GONE, CLOSE_MEDIA, TELL_TALK)
                .on(END).go(GONE, SEND_BYE)
                .on(RING).ignore(HEARS_BETTER)
                .on(HAND_OVER).ignore(HANDED_OVER)
                .on(OPEN_EARLY, ANSWER, ANSWER_BY_OFFER).illegal(HAS_ANSWER)
                .on(CANCELLED).illegal(HAS_ANSWER)

            .in(HUNG_UP)
                .on(HAND_OVER).go(GONE)
                .on(RING, OPEN_EARLY, ANSWER, ANSWER_BY_OFFER).ignore(WE_HUNG_UP)
                .on(ACK, CANCELLED, LEAVES, LEAVES_TRANSFER, END).ignore(WE_HUNG_UP)
            .build();
    // spotless:on

    private CallerLegTable() {}
}
