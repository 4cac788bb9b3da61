package org.strowger.dialog;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sip.message.Response;
import org.strowger.sdp.SessionDescription;

/**
 * The branches of our INVITE beside the one that stands: early dialogs until one answers, and those that answer too late
 * (RFC 3261 §12.1 and §13.2.2). Each has its To tag. Runs on its loop.
 */
final class Forks {

    /** An early dialog, with the answer that it has shown so far. */
    record Early(Courier courier, Optional<SessionDescription> answer) {}

    /** How many branches may ring at once, and how many may answer too late: more than any proxy forks to (RFC 3261 sets no bound; a callee that makes tags up needs one). */
    static final int MOST = 32;

    private final Map<String, Early> early = new LinkedHashMap<>(2);
    private final Map<String, LateFork> late = new HashMap<>(2);
    private String latest = "";
    private int answeredLate;

    /**
     * A provisional response; {@code courier} makes one where the fork is new. A peer of RFC 2543 may ring, and be heard, without a tag. False if there are as many as
     * there may be.
     */
    boolean heard(Response provisional, Supplier<Courier> courier, Optional<SessionDescription> answer) {
        String tag = Fields.toTag(provisional);
        Early known = early.get(tag);
        if (known == null && early.size() >= MOST) return false;
        latest = tag;
        if (known != null) known.courier.dialog().refreshTarget(provisional);
        early.put(
                tag,
                known == null
                        ? new Early(courier.get(), answer)
                        : new Early(known.courier, answer.or(() -> known.answer)));
        return true;
    }

    Optional<Early> early(String tag) {
        return Optional.ofNullable(early.get(tag));
    }

    /** The early dialog that was heard of last. */
    Optional<Early> latest() {
        return early(latest);
    }

    /** One has answered, or none will: the early dialogs are over. */
    void settled() {
        early.clear();
    }

    Optional<LateFork> late(String tag) {
        return Optional.ofNullable(late.get(tag));
    }

    /** Whether another may be hung up. Those that have been count for as long as the call is known. */
    boolean takesLate() {
        return answeredLate < MOST;
    }

    void late(String tag, LateFork fork) {
        answeredLate++;
        late.put(tag, fork);
    }

    void gone(String tag, LateFork fork) {
        late.remove(tag, fork);
    }

    /** Whether all that answered late have been hung up. */
    boolean isQuiet() {
        return late.isEmpty();
    }
}
