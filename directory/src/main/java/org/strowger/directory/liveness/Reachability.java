package org.strowger.directory.liveness;

import java.time.Duration;
import java.util.Optional;

/**
 * What is known of a contact that is asked whether it is there.
 *
 * @param unanswered questions in a row that nobody has answered
 * @param roundTrip how long the latest answer took; empty before the first
 */
public record Reachability(Standing standing, int unanswered, Optional<Duration> roundTrip) {

    /** Whether calls go there. */
    public enum Standing {
        /** It has registered, and answered since, or not been asked often enough to be given up. */
        REACHABLE,
        /** It answers no more, and is not called. */
        UNREACHABLE
    }

    static final Reachability REGISTERED = new Reachability(Standing.REACHABLE, 0, Optional.empty());

    public boolean isUnreachable() {
        return standing == Standing.UNREACHABLE;
    }

    Reachability answered(Duration took) {
        return new Reachability(Standing.REACHABLE, 0, Optional.of(took));
    }

    /** Once more. */
    Reachability silent() {
        return new Reachability(standing, unanswered + 1, roundTrip);
    }

    Reachability now(Standing other) {
        return new Reachability(other, other == Standing.REACHABLE ? 0 : unanswered, roundTrip);
    }
}
