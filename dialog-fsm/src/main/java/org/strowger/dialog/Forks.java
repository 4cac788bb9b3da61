package org.strowger.dialog;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.sip.message.Response;
import org.strowger.sdp.SessionDescription;

/**
 * The branches of our INVITE beside the one that stands: early dialogs until one answers, and those that answer too late
 * (RFC 3261 §12.1 and §13.2.2). Each has its To tag. Runs on its loop.
 */
final class Forks {

    /** An early dialog, with the answer that it has shown so far. */
    record Early(Courier courier, Optional<SessionDescription> answer) {}

    private final Map<String, Early> early = new LinkedHashMap<>(2);
    private final Map<String, LateFork> late = new HashMap<>(2);
    private String latest = "";

    /** A provisional response with a tag: {@code courier} is taken where the fork is new. */
    void heard(Response provisional, Courier courier, Optional<SessionDescription> answer) {
        latest = Fields.toTag(provisional);
        Early known = early.get(latest);
        if (known != null) known.courier.dialog().refreshTarget(provisional);
        early.put(
                latest,
                known == null ? new Early(courier, answer) : new Early(known.courier, answer.or(() -> known.answer)));
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

    void late(String tag, LateFork fork) {
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
