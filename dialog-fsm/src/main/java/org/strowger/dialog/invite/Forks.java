package org.strowger.dialog.invite;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sip.message.Response;
import org.strowger.dialog.core.DialogSender;
import org.strowger.dialog.message.Fields;
import org.strowger.dialog.provisional.ReceivedProvisionals;
import org.strowger.sdp.SessionDescription;

/**
 * The branches of our INVITE that ring: early dialogs until one answers (RFC 3261 §12.1). Each has its To tag. Runs on
 * its loop.
 */
final class Forks {

    /**
     * An early dialog.
     *
     * @param answer that it has shown so far
     * @param reliable its reliable provisional responses, once there is one
     * @param settled by what these have settled the first exchange: what other responses say is nothing new (RFC 3261
     *     §13.2.1)
     */
    record Early(
            DialogSender sender,
            Optional<SessionDescription> answer,
            Optional<ReceivedProvisionals> reliable,
            Optional<SessionDescription> settled) {

        static Early of(DialogSender sender, Optional<SessionDescription> answer) {
            return new Early(sender, answer, Optional.empty(), Optional.empty());
        }

        Early answering(Optional<SessionDescription> now) {
            return new Early(sender, settled.or(() -> now).or(() -> answer), reliable, settled);
        }

        Early with(ReceivedProvisionals line) {
            return new Early(sender, answer, Optional.of(line), settled);
        }

        Early settledBy(SessionDescription description) {
            Optional<SessionDescription> by = settled.or(() -> Optional.of(description));
            return new Early(sender, by, reliable, by);
        }
    }

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
        early.put(tag, known == null ? Early.of(sender.get(), answer) : known.answering(answer));
        return true;
    }

    /** The reliable provisional responses of an early dialog that there is; {@code line} makes what counts them. */
    ReceivedProvisionals reliable(String tag, Function<DialogSender, ReceivedProvisionals> line) {
        Early known = early(tag).orElseThrow();
        if (known.reliable.isPresent()) return known.reliable.get();
        ReceivedProvisionals made = line.apply(known.sender);
        early.put(tag, known.with(made));
        return made;
    }

    /** A reliable provisional response of an early dialog has settled the first exchange. */
    void settle(String tag, SessionDescription by) {
        early.computeIfPresent(tag, (_, known) -> known.settledBy(by));
    }

    Optional<Early> early(String tag) {
        return Optional.ofNullable(early.get(tag));
    }

    /** The early dialog that was heard of last. */
    Optional<Early> latest() {
        return early(latest);
    }

    /** Whether one has offered by a reliable provisional response, and has no answer of ours yet. */
    boolean isAnswerOwed() {
        return early.values().stream()
                .anyMatch(each -> each.settled.isEmpty()
                        && each.reliable
                                .filter(ReceivedProvisionals::isAnswerOwed)
                                .isPresent());
    }

    /** Whether there is one early dialog, whose first exchange has been settled. */
    boolean isSettled() {
        return early.size() == 1 && latest().flatMap(Early::settled).isPresent();
    }

    /** One has answered, or none will: the early dialogs are over. */
    void settled() {
        Map<String, Early> over = early;
        early = Collections.emptyMap();
        for (Early each : over.values()) each.reliable.ifPresent(ReceivedProvisionals::settled);
    }
}
