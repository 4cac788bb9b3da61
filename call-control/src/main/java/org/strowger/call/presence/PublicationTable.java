package org.strowger.call.presence;

import static org.strowger.call.presence.PublicationTable.Effect.*;
import static org.strowger.call.presence.PublicationTable.Event.*;
import static org.strowger.call.presence.PublicationTable.State.*;
import static org.strowger.call.presence.PublicationTable.Time.*;

import org.strowger.statemachine.Base;
import org.strowger.statemachine.Delay;
import org.strowger.statemachine.StateTable;

/**
 * A state that a phone has published, of which we are the event state compositor: RFC 3903 §6. Which one a PUBLISH
 * means is said by its entity tag; one that means none (412) is no event of any.
 */
final class PublicationTable {

    enum State {
        NEW,
        /** It is told to those who watch. */
        PUBLISHED,
        /** It has been refreshed or modified: its time begins anew. */
        RENEWING,
        OVER
    }

    enum Event {
        /** A PUBLISH without SIP-If-Match. */
        PUBLISH,
        /** One that names the state's entity tag, and has no body. */
        REFRESH,
        /** One that names it, and has a body. */
        MODIFY,
        /** One that names it, and whose Expires is 0. */
        REMOVE,
        /** What a refresh or change leads to, once it has been noted. */
        RENEWED,
        EXPIRY
    }

    enum Effect {
        /** Its state is from now on what the PUBLISH says. */
        KEEP,
        /** 200, with a new entity tag, under which alone it is known from now on. */
        ANSWER,
        RENEW,
        /** Nobody is told of it any more. */
        FORGET,
        TELL_REMOVED,
        TELL_EXPIRED
    }

    enum Time implements Base {
        /** As long as was granted. */
        GRANTED
    }

    private static final String PUBLISHED_BEFORE = "it has been published";
    private static final String NOT_YET = "nothing has been published yet";
    private static final String AT_ONCE = "a refresh is noted at once";
    private static final String NO_REFRESH = "no refresh is being noted";

    // spotless:off
    static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("A published state", State.class, Event.class, Effect.class)
            .startsIn(NEW)
            .endsIn(OVER)
            .timer(EXPIRY, Delay.of(1, GRANTED))

            .in(NEW)
                // §4.2: the initial publication makes the state
                .on(PUBLISH).go(PUBLISHED, KEEP, ANSWER)
                .on(REFRESH, MODIFY, REMOVE, RENEWED).illegal(NOT_YET)

            .in(PUBLISHED).runs(EXPIRY)
                // §4.3
                .on(REFRESH).go(RENEWING, ANSWER, RENEW)
                // §4.4
                .on(MODIFY).go(RENEWING, KEEP, ANSWER, RENEW)
                // §4.5
                .on(REMOVE).go(OVER, FORGET, TELL_REMOVED, ANSWER)
                // §6: state that isn't refreshed in its time is removed
                .on(EXPIRY).go(OVER, FORGET, TELL_EXPIRED)
                .on(PUBLISH).illegal(PUBLISHED_BEFORE)
                .on(RENEWED).illegal(NO_REFRESH)

            .in(RENEWING)
                .on(RENEWED).go(PUBLISHED)
                .on(PUBLISH).illegal(PUBLISHED_BEFORE)
                .on(REFRESH, MODIFY, REMOVE).illegal(AT_ONCE)
            .build();
    // spotless:on

    private PublicationTable() {}
}
