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

    /** Whether another destination may be tried after this. */
    static boolean mayTryNext(DialOutcome outcome) {
        return outcome instanceof DialOutcome.NoAnswer || outcome instanceof DialOutcome.Unreachable;
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
