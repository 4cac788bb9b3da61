package org.strowger.dialog.core;

import java.util.OptionalLong;
import org.strowger.sip.message.SessionTimes;

/**
 * The time that a session has left until it is refreshed (RFC 4028), as the parts of a session see it that send and
 * answer its requests. Runs on the session's loop.
 */
public interface SessionTimer {

    /** Of a session that is not timed. */
    SessionTimer NONE = new SessionTimer() {};

    /** What an INVITE or UPDATE of ours says (§7.1, §7.4). */
    default SessionTimes asks() {
        return SessionTimes.NONE;
    }

    /**
     * Whether what a 422 wants can be had: then {@link #asks} says it from now on, and the request is sent again
     * (§7.3).
     */
    default boolean rises(SessionTimes refusal) {
        return false;
    }

    /** A 2xx to an INVITE or UPDATE of ours: it settles how long the session lasts, and who refreshes it (§7.2). */
    default void agreed(SessionTimes success) {}

    /** The least that an INVITE or UPDATE of the peer's is told by 422 to ask for (§9); empty if it may pass. */
    default OptionalLong least(SessionTimes request) {
        return OptionalLong.empty();
    }

    /** What the 200 to the INVITE that began the session says (§9). */
    default SessionTimes begins(SessionTimes invite) {
        return SessionTimes.NONE;
    }

    /** What a 200 within the session says. */
    default SessionTimes answers(SessionTimes request) {
        return SessionTimes.NONE;
    }

    /** A refresh of ours came to nothing; a peer that is gone ends its session otherwise. */
    default void refused(int status) {}

    /** The session is over. */
    default void over() {}
}
