package org.strowger.dialog;

import java.util.Optional;
import org.strowger.sdp.SessionDescription;

/** An offer of the peer's that waits for its answer. Runs on the session's loop. */
public interface Offer {

    /** What is offered; empty if the peer wants us to offer. */
    Optional<SessionDescription> description();

    /** Answers; or offers, and then the ACK's answer comes as {@link SessionListener#acknowledged}. */
    void accept(SessionDescription description);

    /** Refuses with a status of 4xx to 6xx; the session goes on as it was. */
    void reject(int status);
}
