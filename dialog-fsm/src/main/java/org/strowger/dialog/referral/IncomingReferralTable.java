package org.strowger.dialog.referral;

import static org.strowger.dialog.core.SipTime.*;
import static org.strowger.dialog.referral.IncomingReferralTable.Effect.*;
import static org.strowger.dialog.referral.IncomingReferralTable.Event.*;
import static org.strowger.dialog.referral.IncomingReferralTable.State.*;

import org.strowger.statemachine.Delay;
import org.strowger.statemachine.StateTable;

/**
 * A REFER of the peer's and the subscription that comes with it: RFC 3515 §2.4, RFC 4488. We are the notifier; one
 * NOTIFY at a time is under way, so that they arrive in order.
 */
public final class IncomingReferralTable {

    enum State {
        OPEN,
        /** Accepted, and nothing is to be told at the moment. */
        WATCHED,
        /** A NOTIFY waits for its answer. */
        NOTIFYING,
        /** A NOTIFY waits for its answer, and there is later news. */
        NEWS_WAITING,
        /** A NOTIFY waits for its answer, and the last one is due after it. */
        RESULT_WAITING,
        /** The last NOTIFY waits for its answer. */
        LAST_SENT,
        /** Accepted from a peer that wants no NOTIFY (RFC 4488). */
        UNWATCHED,
        CLOSED
    }

    enum Event {
        ACCEPT,
        /** Refer-Sub: false. */
        ACCEPT_UNWATCHED,
        REFUSE,
        PROGRESS,
        RESULT,
        /** NOTIFY got its 2xx, or an answer that leaves the subscription standing. */
        NOTIFIED,
        /** NOTIFY got 481, or none: nobody listens any more (RFC 6665 §4.2.2). */
        NOBODY_LISTENS,
        SESSION_OVER,
        EXPIRY
    }

    enum Effect {
        SEND_ACCEPTED,
        SEND_REFUSAL,
        SEND_TERMINATED,
        NOTIFY_TRYING,
        NOTIFY_PROGRESS,
        NOTIFY_RESULT,
        NOTIFY_EXPIRED,
        CLOSE
    }

    private static final String NOT_ACCEPTED = "the REFER has not been accepted";
    private static final String ANSWERED = "the REFER has its final response";
    private static final String NO_NOTIFY = "no NOTIFY is under way";
    private static final String RESULT_ONCE = "there is one result";

    // spotless:off
    public static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("The peer's REFER", State.class, Event.class, Effect.class)
            .startsIn(OPEN)
            .endsIn(CLOSED)
            // as long as Subscription-State: expires says
            .timer(EXPIRY, Delay.of(1, THREE_MINUTES))

            .in(OPEN)
                // RFC 3515 §2.4.4: a NOTIFY at once, whatever there is to say
                .on(ACCEPT).go(NOTIFYING, SEND_ACCEPTED, NOTIFY_TRYING)
                .on(ACCEPT_UNWATCHED).go(UNWATCHED, SEND_ACCEPTED)
                .on(REFUSE).go(CLOSED, SEND_REFUSAL, CLOSE)
                .on(SESSION_OVER).go(CLOSED, SEND_TERMINATED, CLOSE)
                .on(PROGRESS, RESULT).illegal(NOT_ACCEPTED)
                .on(NOTIFIED, NOBODY_LISTENS).illegal(NO_NOTIFY)

            .in(NOTIFYING).runs(EXPIRY)
                .on(NOTIFIED).go(WATCHED)
                .on(PROGRESS).go(NEWS_WAITING)
                .on(RESULT).go(RESULT_WAITING)
                .on(EXPIRY).go(LAST_SENT, NOTIFY_EXPIRED)
                .on(NOBODY_LISTENS, SESSION_OVER).go(CLOSED, CLOSE)
                .on(ACCEPT, ACCEPT_UNWATCHED, REFUSE).illegal(ANSWERED)

            .in(NEWS_WAITING).runs(EXPIRY)
                .on(NOTIFIED).go(NOTIFYING, NOTIFY_PROGRESS)
                .on(PROGRESS).ignore("the NOTIFY that is due tells the latest")
                .on(RESULT).go(RESULT_WAITING)
                .on(EXPIRY).go(LAST_SENT, NOTIFY_EXPIRED)
                .on(NOBODY_LISTENS, SESSION_OVER).go(CLOSED, CLOSE)
                .on(ACCEPT, ACCEPT_UNWATCHED, REFUSE).illegal(ANSWERED)

            .in(RESULT_WAITING).runs(EXPIRY)
                .on(NOTIFIED).go(LAST_SENT, NOTIFY_RESULT)
                .on(PROGRESS).ignore("the result is known")
                .on(RESULT).illegal(RESULT_ONCE)
                .on(EXPIRY).go(LAST_SENT, NOTIFY_RESULT)
                .on(NOBODY_LISTENS, SESSION_OVER).go(CLOSED, CLOSE)
                .on(ACCEPT, ACCEPT_UNWATCHED, REFUSE).illegal(ANSWERED)

            .in(WATCHED).runs(EXPIRY)
                .on(PROGRESS).go(NOTIFYING, NOTIFY_PROGRESS)
                .on(RESULT).go(LAST_SENT, NOTIFY_RESULT)
                .on(EXPIRY).go(LAST_SENT, NOTIFY_EXPIRED)
                .on(SESSION_OVER).go(CLOSED, CLOSE)
                .on(NOTIFIED, NOBODY_LISTENS).ignore("the answer to a NOTIFY that has been overtaken")
                .on(ACCEPT, ACCEPT_UNWATCHED, REFUSE).illegal(ANSWERED)

            .in(LAST_SENT)
                .on(NOTIFIED, NOBODY_LISTENS, SESSION_OVER).go(CLOSED, CLOSE)
                .on(PROGRESS, RESULT).ignore("the subscription has ended")
                .on(ACCEPT, ACCEPT_UNWATCHED, REFUSE).illegal(ANSWERED)

            .in(UNWATCHED)
                .on(RESULT, SESSION_OVER).go(CLOSED, CLOSE)
                .on(PROGRESS).ignore("RFC 4488: the peer wants to hear nothing")
                .on(NOTIFIED, NOBODY_LISTENS).illegal(NO_NOTIFY)
                .on(ACCEPT, ACCEPT_UNWATCHED, REFUSE).illegal(ANSWERED)
            .build();
    // spotless:on

    private IncomingReferralTable() {}
}
