package org.strowger.dialplan.route;

import java.util.Optional;
import org.strowger.call.DialOutcome;
import org.strowger.call.EndCause;

/** How a call ended, as far as its plan may be to blame. */
public enum CallFate {
    /** As calls end. */
    FINE,
    /** The script failed or was cut, or the caller was refused with 5xx. */
    FAILED;

    private static final int SERVER_FAILURE = 500;
    private static final int GLOBAL_FAILURE = 600;

    /**
     * Of a call that ended for this cause. The last outcome of a dial is what an unanswered caller is told at the end.
     */
    public static CallFate of(EndCause cause, Optional<DialOutcome> last) {
        return switch (cause) {
            case EndCause.ProgramFailed _, EndCause.ProgramStalled _ -> FAILED;
            case EndCause.Refused(int status) -> of(status);
            case EndCause.Completed _ ->
                last.map(outcome -> of(outcome.status())).orElse(FINE);
            default -> FINE;
        };
    }

    private static CallFate of(int status) {
        return status >= SERVER_FAILURE && status < GLOBAL_FAILURE ? FAILED : FINE;
    }
}
