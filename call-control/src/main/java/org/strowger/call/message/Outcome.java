package org.strowger.call.message;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.strowger.call.core.Outcomes;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipResponse;

/** What has come of a message on its way to the phones of an account. */
sealed interface Outcome {

    int ACCEPTED = 202;
    int UNSUPPORTED_MEDIA_TYPE = 415;

    /** What phones say that aren't there, or not as the one who is meant; and we, of those that say nothing. */
    Set<Integer> NOT_THERE = Set.of(404, 408, 410, 430, 480, 481, 503);

    /** A phone has it: 200, or 202 of one that passes it on in its turn (RFC 3428 §7). */
    record Taken(int status) implements Outcome {}

    /**
     * A phone has it not, and says why.
     *
     * @param said what the phone has said
     * @param status what the sender is told
     * @param headers by which the sender could do better
     */
    record Refused(int said, int status, String why, List<SipHeader> headers) implements Outcome {
        /** Copies. */
        public Refused {
            headers = List.copyOf(headers);
        }
    }

    /** No phone is there. */
    record Nobody() implements Outcome {}

    /** None of those that are there, as far as is known, has said anything of it. */
    record Silence() implements Outcome {}

    static Outcome of(SipResponse answer) {
        int status = answer.status();
        if (status < SipResponse.MULTIPLE_CHOICES) return new Taken(status == ACCEPTED ? ACCEPTED : SipResponse.OK);
        if (NOT_THERE.contains(status)) return new Silence();
        // what it says of our own request is nothing that the sender could mend
        boolean ours =
                status < SipResponse.BAD_REQUEST || Outcomes.ofOurs(status).isPresent();
        return new Refused(
                status,
                ours ? SipResponse.TEMPORARILY_UNAVAILABLE : status,
                "a phone answers " + status,
                status == UNSUPPORTED_MEDIA_TYPE ? answer.headers(Outcome::isAboutMedia) : List.of());
    }

    private static boolean isAboutMedia(String header) {
        return header.equals("accept") || header.equals("accept-encoding") || header.equals("accept-language");
    }

    /**
     * Of several refusals the one that the sender is told (RFC 3261 §16.7 step 6): one for all, then one that it can do
     * something about, then the lowest.
     */
    static Refused best(List<Refused> refusals) {
        return refusals.stream()
                .min(Comparator.comparingInt(Outcome::rank).thenComparingInt(Refused::said))
                .orElseThrow();
    }

    private static int rank(Refused refusal) {
        if (refusal.said() >= 600) return 0;
        return refusal.said() == UNSUPPORTED_MEDIA_TYPE ? 1 : 2;
    }
}
