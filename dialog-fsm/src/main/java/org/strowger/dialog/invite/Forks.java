package org.strowger.dialog.invite;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sip.message.Response;
import org.strowger.dialog.core.DialogSender;
import org.strowger.dialog.message.Fields;
import org.strowger.sdp.SessionDescription;

/**
 * The branches of our INVITE that ring: early dialogs until one answers (RFC 3261 §12.1). Each has its To tag. Runs on
 * its loop.
 */
final class Forks {

    /** An early dialog, with the answer that it has shown so far. */
    record Early(DialogSender sender, Optional<SessionDescription> answer) {}

    /**
     * How many branches may ring at once: more than any proxy forks to (RFC 3261 sets no bound; a callee that makes
     * tags up needs one).
     */
    static final int MOST = 32;

    private Map<String, Early> early = Collections.emptyMap();
    private String latest = "";

    /**
     * A provisional response; {@code sender} makes one where the fork is new. A peer of RFC 2543 may ring, and be
     * heard, without a tag. False if there are as many as there may be.
     */
    boolean heard(Response provisional, Supplier<DialogSender> sender, Optional<SessionDescription> answer) {
        String tag = Fields.toTag(provisional);
        Early known = early.get(tag);
        if (known == null && early.size() >= MOST) return false;
        latest = tag;
        if (known != null) known.sender.dialog().refreshTarget(provisional);
        if (early.isEmpty()) early = new LinkedHashMap<>(2);
        early.put(
                tag,
                known == null
                        ? new Early(sender.get(), answer)
                        : new Early(known.sender, answer.or(() -> known.answer)));
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
        early = Collections.emptyMap();
    }
}
