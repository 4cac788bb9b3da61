package org.strowger.call.core;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.strowger.call.DialOutcome;

/** What a callee's final status means to the program that dialled. */
public final class Outcomes {

    private Outcomes() {}

    public static DialOutcome of(int status, String reason) {
        Optional<String> ofOurs = ofOurs(status);
        if (ofOurs.isPresent()) return new DialOutcome.Unreachable(503, ofOurs.get());
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

    /**
     * What a final status says of our own request, and of nothing that the caller could do better: it would look for a
     * challenge, a Require, an Unsupported or a Contact that is not there, or resend what was never wrong. The caller
     * hears 503 instead, as from a gateway, and the leg's last event says why. A loop (482), too many hops (483) and
     * too many branches (440) are the caller's as well, and pass.
     */
    public static Optional<String> ofOurs(int status) {
        return switch (status) {
            case 305, 380 -> Optional.of("sends us to another proxy or service: " + status); // §21.3.4, §21.3.5
            case 401, 407 -> Optional.of("wants other credentials than ours, or some: " + status); // §22.1
            case 405, 501 -> Optional.of("takes no INVITE: " + status); // §21.4.6, §21.5.2
            case 414, 416, 485 -> Optional.of("can't read where we sent it: " + status); // §21.4.12, §21.4.14, §21.4.23
            case 420, 421 -> Optional.of("disagrees about an extension: " + status); // §21.4.15, §21.4.16
            case 422, 423 -> Optional.of("finds our interval too brief: " + status); // RFC 4028 §6, §21.4.17
            case 428, 436, 437, 438 ->
                Optional.of("does not believe who we say is calling: " + status); // RFC 8224 §6.2.2
            case 439, 430 -> Optional.of("lost the flow to the callee: " + status); // RFC 5626 §11.5, §11.6
            case 469, 481, 489, 491 ->
                Optional.of("takes our INVITE for something else: " + status); // of dialogs and events
            case 493, 494 -> Optional.of("wants it secured in another way: " + status); // §21.4.27, RFC 3329 §2.3.1
            case 505, 513 -> Optional.of("can't take our message: " + status); // §21.5.6, §21.5.7
            default -> Optional.empty();
        };
    }

    /**
     * What a final status to a change of the session is to the one who asked for that change: 488, where it is about
     * our own request. A 3xx is, in mid-call (RFC 3261 §14.1 leaves the session as it was, wherever it leads). 491 is
     * not: whoever asks may do so again.
     */
    public static int ofChange(int status) {
        boolean between = status < 400 || (status != 491 && ofOurs(status).isPresent());
        return between ? 488 : status;
    }

    /** Of several that failed at once, the one that tells the caller most (in the spirit of RFC 3261 §16.7). */
    public static DialOutcome best(List<DialOutcome> failed) {
        return failed.stream()
                .min(Comparator.comparingInt(Outcomes::rank))
                .orElse(new DialOutcome.Unreachable(480, "nobody to call"));
    }

    /** There is no way to the callee's host: it has no address, or does not respond. The caller is told 480. */
    public static DialOutcome.Unreachable down(String why) {
        return new DialOutcome.Unreachable(480, why, DialOutcome.Unreachable.Reach.DOWN);
    }

    /** Whether a callee's status is meant for all of its contacts (RFC 3261 §21.6). */
    public static boolean isGlobal(DialOutcome outcome) {
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
