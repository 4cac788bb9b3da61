package org.strowger.dialog.subscription;

import static org.strowger.dialog.subscription.NotifierTable.Effect.*;
import static org.strowger.dialog.subscription.NotifierTable.Event.*;
import static org.strowger.dialog.subscription.NotifierTable.State.*;
import static org.strowger.dialog.subscription.NotifierTime.*;

import java.time.Duration;
import org.strowger.statemachine.Delay;
import org.strowger.statemachine.StateTable;
import org.strowger.statemachine.Timings;

/**
 * A subscription of a peer's, in which we are the notifier: RFC 6665 §4.2. One NOTIFY at a time is under way, and the
 * next one tells what is so by then: states that have passed meanwhile are never told.
 */
public final class NotifierTable {

    enum State {
        NEW,
        /** A NOTIFY waits for its answer. */
        NOTIFYING,
        /** A NOTIFY waits for its answer, and there is later news. */
        NEWS_WAITING,
        /** It is over, which is told once the NOTIFY that is under way has its answer. */
        END_WAITING,
        /** The peer knows all, and has just been told. */
        TOLD,
        /** It has just been told, and there is later news. */
        NEWS_TOLD_LATER,
        /** It wants to be told later (Retry-After). */
        PUT_OFF,
        /** The peer knows all. */
        QUIET,
        /** A refresh has been granted: its time begins anew. */
        RENEWING,
        /** The same, and a NOTIFY waits for its answer. */
        RENEWING_BUSY,
        /** The last NOTIFY waits for its answer. */
        LAST_SENT,
        OVER
    }

    enum Event {
        /** A SUBSCRIBE outside of a dialog has been granted. */
        GRANT,
        /** One that only wants to know the state now: Expires is 0. */
        FETCH,
        /** A SUBSCRIBE within the dialog has been granted. */
        REFRESH,
        /** What a refresh leads to, once it has been noted. */
        RENEWED,
        /** A SUBSCRIBE within the dialog whose Expires is 0. */
        UNSUBSCRIBE,
        /** The state is another. */
        NEWS,
        /** NOTIFY got its 2xx. */
        NOTIFIED,
        /** NOTIFY was refused for now, with a time after which it may be tried again. */
        LATER,
        /** NOTIFY was refused, or got no answer: nobody listens any more. */
        NOBODY_LISTENS,
        /** There is nothing to subscribe to any more, or no right to it. */
        WITHDRAW,
        EXPIRY,
        GAP_OVER,
        RETRY
    }

    enum Effect {
        SEND_GRANTED,
        SEND_GONE,
        RENEW,
        NOTE_REASON,
        NOTE_DELAY,
        NOTIFY,
        NOTIFY_LAST,
        CLOSE
    }

    private static final String BEGUN = "the subscription has begun";
    private static final String NOT_BEGUN = "there is no subscription yet";
    private static final String NO_NOTIFY = "no NOTIFY is under way";
    private static final String NO_REFRESH = "no refresh is being noted";
    private static final String AT_ONCE = "a refresh is noted at once";
    private static final String LATEST = "the NOTIFY that is due tells the latest";
    private static final String ENDED = "the subscription has ended";

    // spotless:off
    public static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("The peer's subscription", State.class, Event.class, Effect.class)
            .startsIn(NEW)
            .endsIn(OVER)
            .timer(EXPIRY, Delay.of(1, GRANTED))
            .timer(GAP_OVER, Delay.of(1, GAP))
            .timer(RETRY, Delay.of(1, RETRY_AFTER))

            .in(NEW)
                // §4.2.1.2: a NOTIFY at once, whatever there is to say
                .on(GRANT).go(NOTIFYING, SEND_GRANTED, NOTIFY)
                // §4.4.3
                .on(FETCH).go(LAST_SENT, SEND_GRANTED, NOTIFY_LAST)
                .on(REFRESH, RENEWED, UNSUBSCRIBE, NEWS, NOTIFIED, LATER, NOBODY_LISTENS, WITHDRAW).illegal(NOT_BEGUN)

            .in(NOTIFYING).runs(EXPIRY)
                .on(NOTIFIED).go(TOLD)
                .on(LATER).go(PUT_OFF, NOTE_DELAY)
                // §4.2.2: 481, no answer, and every refusal that names no time
                .on(NOBODY_LISTENS).go(OVER, CLOSE)
                .on(NEWS).go(NEWS_WAITING)
                .on(REFRESH).go(RENEWING_BUSY, SEND_GRANTED, RENEW)
                .on(UNSUBSCRIBE).go(END_WAITING, SEND_GRANTED)
                .on(WITHDRAW).go(END_WAITING, NOTE_REASON)
                .on(EXPIRY).go(END_WAITING)
                .on(GRANT, FETCH).illegal(BEGUN)
                .on(RENEWED).illegal(NO_REFRESH)

            .in(NEWS_WAITING).runs(EXPIRY)
                .on(NOTIFIED).go(NEWS_TOLD_LATER)
                .on(LATER).go(PUT_OFF, NOTE_DELAY)
                .on(NOBODY_LISTENS).go(OVER, CLOSE)
                .on(NEWS).ignore(LATEST)
                .on(REFRESH).go(RENEWING_BUSY, SEND_GRANTED, RENEW)
                .on(UNSUBSCRIBE).go(END_WAITING, SEND_GRANTED)
                .on(WITHDRAW).go(END_WAITING, NOTE_REASON)
                .on(EXPIRY).go(END_WAITING)
                .on(GRANT, FETCH).illegal(BEGUN)
                .on(RENEWED).illegal(NO_REFRESH)

            .in(END_WAITING)
                .on(NOTIFIED, LATER).go(LAST_SENT, NOTIFY_LAST)
                .on(NOBODY_LISTENS).go(OVER, CLOSE)
                .on(NEWS, WITHDRAW).ignore(ENDED)
                .on(REFRESH, UNSUBSCRIBE).stay(SEND_GONE)
                .on(GRANT, FETCH).illegal(BEGUN)
                .on(RENEWED).illegal(NO_REFRESH)

            .in(TOLD).runs(EXPIRY, GAP_OVER)
                .on(GAP_OVER).go(QUIET)
                .on(NEWS).go(NEWS_TOLD_LATER)
                // §4.2.1.2 holds for a refresh as well
                .on(REFRESH).go(RENEWING, SEND_GRANTED, RENEW)
                .on(UNSUBSCRIBE).go(LAST_SENT, SEND_GRANTED, NOTIFY_LAST)
                .on(WITHDRAW).go(LAST_SENT, NOTE_REASON, NOTIFY_LAST)
                .on(EXPIRY).go(LAST_SENT, NOTIFY_LAST)
                .on(NOTIFIED, LATER, NOBODY_LISTENS).illegal(NO_NOTIFY)
                .on(GRANT, FETCH).illegal(BEGUN)
                .on(RENEWED).illegal(NO_REFRESH)

            .in(NEWS_TOLD_LATER).runs(EXPIRY, GAP_OVER)
                .on(GAP_OVER).go(NOTIFYING, NOTIFY)
                .on(NEWS).ignore(LATEST)
                .on(REFRESH).go(RENEWING, SEND_GRANTED, RENEW)
                .on(UNSUBSCRIBE).go(LAST_SENT, SEND_GRANTED, NOTIFY_LAST)
                .on(WITHDRAW).go(LAST_SENT, NOTE_REASON, NOTIFY_LAST)
                .on(EXPIRY).go(LAST_SENT, NOTIFY_LAST)
                .on(NOTIFIED, LATER, NOBODY_LISTENS).illegal(NO_NOTIFY)
                .on(GRANT, FETCH).illegal(BEGUN)
                .on(RENEWED).illegal(NO_REFRESH)

            .in(PUT_OFF).runs(EXPIRY, RETRY)
                .on(RETRY).go(NOTIFYING, NOTIFY)
                .on(NEWS).ignore(LATEST)
                .on(REFRESH).go(RENEWING, SEND_GRANTED, RENEW)
                .on(UNSUBSCRIBE).go(LAST_SENT, SEND_GRANTED, NOTIFY_LAST)
                .on(WITHDRAW).go(LAST_SENT, NOTE_REASON, NOTIFY_LAST)
                .on(EXPIRY).go(LAST_SENT, NOTIFY_LAST)
                .on(NOTIFIED, LATER, NOBODY_LISTENS).illegal(NO_NOTIFY)
                .on(GRANT, FETCH).illegal(BEGUN)
                .on(RENEWED).illegal(NO_REFRESH)

            .in(QUIET).runs(EXPIRY)
                .on(NEWS).go(NOTIFYING, NOTIFY)
                .on(REFRESH).go(RENEWING, SEND_GRANTED, RENEW)
                .on(UNSUBSCRIBE).go(LAST_SENT, SEND_GRANTED, NOTIFY_LAST)
                .on(WITHDRAW).go(LAST_SENT, NOTE_REASON, NOTIFY_LAST)
                // §4.1.3: terminated;reason=timeout
                .on(EXPIRY).go(LAST_SENT, NOTIFY_LAST)
                .on(NOTIFIED, LATER, NOBODY_LISTENS).illegal(NO_NOTIFY)
                .on(GRANT, FETCH).illegal(BEGUN)
                .on(RENEWED).illegal(NO_REFRESH)

            .in(RENEWING)
                .on(RENEWED).go(NOTIFYING, NOTIFY)
                .on(GRANT, FETCH).illegal(BEGUN)
                .on(REFRESH, UNSUBSCRIBE, NEWS, WITHDRAW, NOTIFIED, LATER, NOBODY_LISTENS).illegal(AT_ONCE)

            .in(RENEWING_BUSY)
                .on(RENEWED).go(NEWS_WAITING)
                .on(GRANT, FETCH).illegal(BEGUN)
                .on(REFRESH, UNSUBSCRIBE, NEWS, WITHDRAW, NOTIFIED, LATER, NOBODY_LISTENS).illegal(AT_ONCE)

            .in(LAST_SENT)
                .on(NOTIFIED, LATER, NOBODY_LISTENS).go(OVER, CLOSE)
                .on(NEWS, WITHDRAW).ignore(ENDED)
                .on(REFRESH, UNSUBSCRIBE).stay(SEND_GONE)
                .on(GRANT, FETCH).illegal(BEGUN)
                .on(RENEWED).illegal(NO_REFRESH)
            .build();
    // spotless:on

    /** Where all pauses are of one length. */
    public static Timings timings(Duration granted, Duration pause) {
        return Timings.varying(NotifierTime.class, time -> time == GRANTED ? granted : pause);
    }

    private NotifierTable() {}
}
