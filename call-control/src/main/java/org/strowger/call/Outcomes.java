package org.strowger.call;

import java.util.Comparator;
import java.util.List;

/** What a callee's final status means to the program that dialled. */
final class Outcomes {

    private Outcomes() {}

    static DialOutcome of(int status, String reason) {
        return switch (status) {
            case 486, 600 -> new DialOutcome.Busy(status);
            case 408 -> new DialOutcome.Unreachable(408, "no response");
            case 404, 410, 480, 484, 604 -> new DialOutcome.Unreachable(status, reason);
            default ->
                status >= 500 && status < 600
                        ? new DialOutcome.Unreachable(status, reason)
                        : new DialOutcome.Rejected(status);
        };
    }

    /** Of several that failed at once, the one that tells the caller most (in the spirit of RFC 3261 §16.7). */
    static DialOutcome best(List<DialOutcome> failed) {
        return failed.stream()
                .min(Comparator.comparingInt(Outcomes::rank))
                .orElse(new DialOutcome.Unreachable(480, "nobody to call"));
    }

    /** There is no way to the callee's host: it has no address, or does not respond. The caller is told 480. */
    static DialOutcome.Unreachable down(String why) {
        return new DialOutcome.Unreachable(480, why, DialOutcome.Unreachable.Reach.DOWN);
    }

    /** Whether this outcome leads on to the next destination of a hunt in turn. */
    static boolean leadsOn(DialOutcome outcome, InTurnHunt.Persistence next) {
        return switch (next) {
            case SOMEBODY_ELSE -> !(outcome instanceof DialOutcome.Answered);
            case ONE_PERSON -> outcome instanceof DialOutcome.NoAnswer || outcome instanceof DialOutcome.Unreachable;
            case ANOTHER_WAY -> outcome instanceof DialOutcome.Unreachable unreachable && unreachable.isDown();
        };
    }

    /** Whether a callee's status is meant for all of its contacts (RFC 3261 §21.6). */
    static boolean isGlobal(DialOutcome outcome) {
        return outcome.status() >= 600;
    }

    private static int rank(DialOutcome outcome) {
        return switch (outcome) {
            case DialOutcome.Answered _ -> 0;
            case DialOutcome.Busy _ -> 1;
            case DialOutcome.Rejected _ -> 2;
            case DialOutcome.NoAnswer _ -> 3;
            case DialOutcome.Unreachable _ -> 4;
        };
    }
}
