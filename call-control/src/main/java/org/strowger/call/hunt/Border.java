package org.strowger.call.hunt;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.strowger.directory.OnBehalf;
import org.strowger.directory.Target;
import org.strowger.directory.Trunk;

/**
 * Which of the caller's headers a callee gets. Some make phones answer by themselves (RFC 3261 §20.4, RFC 5373), others
 * make networks prefer a call (RFC 4412 §11.1) or bill it to somebody, so they stay on the side of the border where
 * they were written, unless the configuration names them or the dialplan sets them.
 */
final class Border {

    /** End-to-end headers that a callee wants, that name no host of ours and that make nobody do anything. */
    private static final Set<String> HARMLESS = Set.of("subject", "user-to-user", "accept-language");

    /** What one of our phones may ask of another, besides all that begins with X-. */
    private static final Set<String> BETWEEN_PHONES = Set.of("alert-info", "priority");

    /** What only a trunk's configuration lets pass. */
    private static final Set<String> NAMED =
            Set.of("resource-priority", "call-info", "answer-mode", "priv-answer-mode", "diversion", "history-info");

    private Border() {}

    /** Whether a header of this name, in lower case, is kept of an INVITE. */
    static boolean isKept(String name) {
        return name.startsWith("x-")
                || HARMLESS.contains(name)
                || BETWEEN_PHONES.contains(name)
                || NAMED.contains(name);
    }

    /** Whether a header of this name, in lower case, goes from this caller to this target. */
    static boolean passes(String name, OnBehalf caller, Target target) {
        if (HARMLESS.contains(name)) return true;
        List<Optional<Trunk>> sides = List.of(caller.trunk(), target.rights().trunk());
        if (sides.stream().anyMatch(Optional::isPresent)) return isKnown(caller) && allName(name, sides);
        boolean phones =
                caller.account().isPresent() && target.rights().account().isPresent();
        return phones && (name.startsWith("x-") || BETWEEN_PHONES.contains(name));
    }

    /**
     * Whether a target may know which of our accounts has transferred a call to it: phones of ours, and trunks whose
     * configuration names {@code referred-by}.
     */
    static boolean hearsReferrer(Target target) {
        if (target.isInward()) return false;
        return target.rights()
                .trunk()
                .map(trunk -> trunk.trust().passHeaders().contains("referred-by"))
                .orElse(target.rights().account().isPresent());
    }

    private static boolean isKnown(OnBehalf party) {
        return party.account().isPresent() || party.trunk().isPresent();
    }

    private static boolean allName(String name, List<Optional<Trunk>> sides) {
        return sides.stream()
                .flatMap(Optional::stream)
                .allMatch(trunk -> trunk.trust().passHeaders().contains(name));
    }
}
