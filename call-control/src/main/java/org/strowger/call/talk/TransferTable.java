package org.strowger.call.talk;

import static org.strowger.call.talk.TransferTable.Effect.*;
import static org.strowger.call.talk.TransferTable.Event.*;
import static org.strowger.call.talk.TransferTable.State.*;

import org.strowger.statemachine.StateTable;

/**
 * Somebody hands its place in a conversation over, from the moment that this is granted until it is known whether
 * somebody else has the place.
 */
final class TransferTable {

    enum State {
        NEW,
        /** A blind one: somebody is called. */
        CALLING,
        /** An attended one: another call is asked for the one who talks there. */
        BORROWING,
        /** Given up while the other call was asked: whom it lends after that is given back. */
        ABANDONED,
        DONE,
        FAILED
    }

    enum Event {
        CALL,
        BORROW,
        RINGS,
        ANSWERED,
        /** Nobody has answered, or nobody who could be talked to. */
        UNANSWERED,
        LENT,
        /** The other call is gone, or another's, or there is no port. */
        NOT_LENT,
        /** The conversation is over, or another device stands in a place of it. */
        STOP
    }

    enum Effect {
        HUNT,
        ASK_FOR_LOAN,
        TELL_PROGRESS,
        STOP_HUNT,
        TELL_DONE,
        HAND_OVER,
        TELL_FAILED,
        GO_BACK,
        GIVE_BACK
    }

    private static final String ONE_STEP = "it begins in the step in which it is granted";
    private static final String BEGUN = "it has begun";
    private static final String NOBODY_LENDS = "no other call has been asked";
    private static final String NOBODY_RINGS = "nobody has been called";
    private static final String ONCE = "a conversation stops its transfer once";

    // spotless:off
    static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("Transfer", State.class, Event.class, Effect.class)
            .startsIn(NEW)
            .endsIn(DONE, FAILED)

            .in(NEW)
                .on(CALL).go(CALLING, HUNT)
                .on(BORROW).go(BORROWING, ASK_FOR_LOAN)
                .on(RINGS, ANSWERED, UNANSWERED, LENT, NOT_LENT, STOP).illegal(ONE_STEP)

            .in(CALLING)
                .on(RINGS).stay(TELL_PROGRESS)
                // RFC 5589 §6.1: the transferor is told, and stays until it knows
                .on(ANSWERED).go(DONE, TELL_DONE, HAND_OVER)
                .on(UNANSWERED).go(FAILED, TELL_FAILED, GO_BACK)
                .on(STOP).go(FAILED, STOP_HUNT, TELL_FAILED)
                .on(CALL, BORROW).illegal(BEGUN)
                .on(LENT, NOT_LENT).illegal(NOBODY_LENDS)

            .in(BORROWING)
                .on(LENT).go(DONE, TELL_DONE, HAND_OVER)
                .on(NOT_LENT).go(FAILED, TELL_FAILED, GO_BACK)
                .on(STOP).go(ABANDONED, TELL_FAILED)
                .on(CALL, BORROW).illegal(BEGUN)
                .on(RINGS, ANSWERED, UNANSWERED).illegal(NOBODY_RINGS)

            .in(ABANDONED)
                .on(LENT).go(FAILED, GIVE_BACK)
                .on(NOT_LENT).go(FAILED)
                .on(STOP).illegal(ONCE)
                .on(CALL, BORROW).illegal(BEGUN)
                .on(RINGS, ANSWERED, UNANSWERED).illegal(NOBODY_RINGS)
            .build();
    // spotless:on

    private TransferTable() {}
}
