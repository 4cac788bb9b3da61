package org.strowger.call.message;

import static org.strowger.call.message.KeptMessagesTable.Effect.*;
import static org.strowger.call.message.KeptMessagesTable.Event.*;
import static org.strowger.call.message.KeptMessagesTable.State.*;
import static org.strowger.call.message.KeptMessagesTable.Time.*;

import org.strowger.statemachine.Base;
import org.strowger.statemachine.Delay;
import org.strowger.statemachine.StateTable;

/**
 * The messages that are kept for an account of which no phone was there, the oldest first: one is delivered at a time,
 * so that they come in the order in which they were sent.
 */
final class KeptMessagesTable {

    enum State {
        NEW,
        /** No phone is there that takes them. */
        WAITING,
        /** One more is kept: the time until one of them expires begins anew. */
        RENEWING,
        /** Those that have expired are let go of, and what is left is counted. */
        LOOKING,
        /** The oldest is on its way. */
        DELIVERING,
        /** It is, and a phone has come meanwhile that doesn't know of it. */
        DELIVERING_AGAIN,
        OVER
    }

    enum Event {
        /** A message has come behind the others. */
        KEPT,
        /** A phone may have come. */
        CAME,
        /** A phone has the oldest. */
        TAKEN,
        /** A phone wants it not. */
        REFUSED,
        /** No phone is there. */
        UNANSWERED,
        /** There are messages left. */
        MORE,
        /** There are none left. */
        NONE,
        RENEWED,
        EXPIRY
    }

    enum Effect {
        RENEW,
        /** Lets go of what has expired, and posts MORE or NONE. */
        LOOK,
        /** Sends the oldest to all phones that are there. */
        SEND,
        /** The oldest is delivered. */
        TELL_DELIVERED,
        /** The oldest is not wanted. */
        TELL_REFUSED,
        FORGET
    }

    enum Time implements Base {
        /** Until the first of them expires. */
        LEFT
    }

    private static final String NOTHING_YET = "nothing is kept yet";
    private static final String NOT_SENT = "none is on its way";
    private static final String AT_ONCE = "it is decided at once";
    private static final String NOT_ASKED = "nobody has looked";
    private static final String ITS_TURN = "its turn comes";

    // spotless:off
    static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("Kept messages", State.class, Event.class, Effect.class)
            .startsIn(NEW)
            .endsIn(OVER)
            .timer(EXPIRY, Delay.of(1, LEFT))

            .in(NEW)
                .on(KEPT).go(WAITING)
                .on(CAME, TAKEN, REFUSED, UNANSWERED, MORE, NONE, RENEWED).illegal(NOTHING_YET)

            .in(WAITING).runs(EXPIRY)
                .on(KEPT).go(RENEWING, RENEW)
                .on(CAME).go(LOOKING, LOOK)
                // RFC 3428 §4: what is older than its Expires is not to be shown
                .on(EXPIRY).go(LOOKING, LOOK)
                .on(TAKEN, REFUSED, UNANSWERED).illegal(NOT_SENT)
                .on(MORE, NONE, RENEWED).illegal(NOT_ASKED)

            .in(RENEWING)
                .on(RENEWED).go(WAITING)
                .on(KEPT, CAME, TAKEN, REFUSED, UNANSWERED, MORE, NONE).illegal(AT_ONCE)

            .in(LOOKING)
                .on(MORE).go(DELIVERING, SEND)
                .on(NONE).go(OVER, FORGET)
                .on(KEPT, CAME, TAKEN, REFUSED, UNANSWERED, RENEWED).illegal(AT_ONCE)

            .in(DELIVERING)
                .on(TAKEN).go(LOOKING, TELL_DELIVERED, LOOK)
                .on(REFUSED).go(LOOKING, TELL_REFUSED, LOOK)
                .on(UNANSWERED).go(WAITING)
                .on(CAME).go(DELIVERING_AGAIN)
                .on(KEPT).ignore(ITS_TURN)
                .on(MORE, NONE, RENEWED).illegal(NOT_ASKED)

            .in(DELIVERING_AGAIN)
                .on(TAKEN).go(LOOKING, TELL_DELIVERED, LOOK)
                .on(REFUSED).go(LOOKING, TELL_REFUSED, LOOK)
                .on(UNANSWERED).go(LOOKING, LOOK)
                .on(CAME).ignore("one has come already")
                .on(KEPT).ignore(ITS_TURN)
                .on(MORE, NONE, RENEWED).illegal(NOT_ASKED)
            .build();
    // spotless:on

    private KeptMessagesTable() {}
}
