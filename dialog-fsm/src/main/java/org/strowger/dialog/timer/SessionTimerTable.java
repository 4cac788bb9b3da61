package org.strowger.dialog.timer;

import static org.strowger.dialog.core.SessionTime.*;
import static org.strowger.dialog.timer.SessionTimerTable.Effect.*;
import static org.strowger.dialog.timer.SessionTimerTable.Event.*;
import static org.strowger.dialog.timer.SessionTimerTable.State.*;

import org.strowger.statemachine.Delay;
import org.strowger.statemachine.StateTable;

/**
 * One interval of a session, from the 2xx that settles it to the next one: RFC 4028 §10. Each refresh that is answered
 * by 2xx, of either side, ends it and begins another, whose length and whose refresher may differ.
 */
public final class SessionTimerTable {

    enum State {
        /** The 2xx says neither yet. */
        NEW,
        /** It is ours to refresh. */
        REFRESHER,
        /** Our refresh is under way. */
        REFRESHING,
        /** Our refresh was refused: it is asked for again while there is time. */
        REFUSED,
        /** It is the peer's to refresh. */
        WATCHER,
        OVER
    }

    enum Event {
        /** The 2xx makes us the refresher, or nobody else would be. */
        WE_REFRESH,
        /** The 2xx makes the peer the refresher. */
        PEER_REFRESHES,
        /** A 2xx to an INVITE or UPDATE of either side: the next interval has begun. */
        RENEWED,
        /** Our refresh was refused, or could not be sent. */
        REFUSAL,
        SESSION_OVER,
        REFRESH,
        RETRY,
        EXPIRY
    }

    enum Effect {
        SEND_REFRESH,
        END_SESSION
    }

    private static final String UNSETTLED = "what is refreshed, and by whom, is not settled yet";
    private static final String SETTLED = "one 2xx settles it once; the next begins another interval";
    private static final String EARLIER = "it was the refresh of an earlier interval";

    // spotless:off
    public static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("Session timer", State.class, Event.class, Effect.class)
            .startsIn(NEW)
            .endsIn(OVER)
            .timer(REFRESH, Delay.of(1, HALF))
            .timer(RETRY, Delay.of(1, TENTH))
            .timer(EXPIRY, Delay.of(1, ALMOST_ALL))

            .in(NEW)
                .on(WE_REFRESH).go(REFRESHER)
                .on(PEER_REFRESHES).go(WATCHER)
                .on(SESSION_OVER).go(OVER)
                .on(RENEWED, REFUSAL).illegal(UNSETTLED)

            .in(REFRESHER).runs(REFRESH, EXPIRY)
                .on(REFRESH).go(REFRESHING, SEND_REFRESH)
                .on(EXPIRY).go(OVER, END_SESSION)
                .on(RENEWED, SESSION_OVER).go(OVER)
                .on(REFUSAL).ignore(EARLIER)
                .on(WE_REFRESH, PEER_REFRESHES).illegal(SETTLED)

            .in(REFRESHING).runs(EXPIRY)
                .on(REFUSAL).go(REFUSED)
                // it may wait for another exchange that never comes to an end
                .on(EXPIRY).go(OVER, END_SESSION)
                .on(RENEWED, SESSION_OVER).go(OVER)
                .on(WE_REFRESH, PEER_REFRESHES).illegal(SETTLED)

            .in(REFUSED).runs(RETRY, EXPIRY)
                .on(RETRY).go(REFRESHING, SEND_REFRESH)
                // §10: "then the UA SHOULD send a BYE"
                .on(EXPIRY).go(OVER, END_SESSION)
                .on(RENEWED, SESSION_OVER).go(OVER)
                .on(REFUSAL).ignore(EARLIER)
                .on(WE_REFRESH, PEER_REFRESHES).illegal(SETTLED)

            .in(WATCHER).runs(EXPIRY)
                // §10: the side that does not refresh sends BYE slightly before the session expires
                .on(EXPIRY).go(OVER, END_SESSION)
                .on(RENEWED, SESSION_OVER).go(OVER)
                .on(REFUSAL).ignore(EARLIER)
                .on(WE_REFRESH, PEER_REFRESHES).illegal(SETTLED)
            .build();
    // spotless:on

    private SessionTimerTable() {}
}
