package org.strowger.call.hunt;

import java.util.Optional;
import org.strowger.call.DialOutcome;
import org.strowger.call.leg.CalleeLeg;
import org.strowger.sdp.SessionDescription;

/**
 * A search for somebody who answers: of one leg, of several at once, or of several in turn. Runs on the call's loop.
 */
interface Hunt {

    /** Begins. The owner may be told before this returns. */
    void start(Owner owner);

    /** Gives up; the owner is told nothing more. The leg that has won, if any, is not the hunt's any more. */
    void stop(CalleeLeg.Ending how);

    /** Who started a hunt: told once, of the one or the other. */
    interface Owner {
        /** A leg was answered; the others of the hunt are being ended. */
        void won(CalleeLeg leg, Optional<SessionDescription> description);

        /** Nobody answered. */
        void lost(DialOutcome outcome);
    }
}
