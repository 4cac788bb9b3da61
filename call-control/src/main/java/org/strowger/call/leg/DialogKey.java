package org.strowger.call.leg;

import java.util.Locale;
import java.util.Optional;
import org.strowger.dialog.DialogState;

/**
 * A dialog as Replaces names it (RFC 3891 §3).
 *
 * @param toTag the tag of the one who gets to read it: ours
 * @param fromTag the tag of the other
 * @param stage early-only, where it says so
 */
public record DialogKey(String callId, String toTag, String fromTag, Stage stage) {

    /** Of one of our dialogs, as its other end has it. */
    public static DialogKey across(DialogState dialog) {
        return new DialogKey(dialog.callId(), dialog.remoteTag(), dialog.localTag(), Stage.ANY);
    }

    /** Of which dialogs it speaks. */
    enum Stage {
        ANY,
        EARLY_ONLY
    }

    public boolean isEarlyOnly() {
        return stage == Stage.EARLY_ONLY;
    }

    /**
     * Of {@code callid;to-tag=7743;from-tag=6472}; empty if it is no such thing, or several with commas between:
     * neither a Call-ID nor a token has one (RFC 3261 §25.1).
     */
    public static Optional<DialogKey> parse(String text) {
        if (text.indexOf(',') >= 0) return Optional.empty();
        String[] parts = text.split(";", -1);
        String to = "";
        String from = "";
        Stage stage = Stage.ANY;
        for (int i = 1; i < parts.length; i++) {
            String[] parameter = parts[i].split("=", 2);
            String name = parameter[0].strip().toLowerCase(Locale.ROOT);
            if (name.equals("early-only")) stage = Stage.EARLY_ONLY;
            if (parameter.length == 2 && name.equals("to-tag")) to = parameter[1].strip();
            if (parameter.length == 2 && name.equals("from-tag")) from = parameter[1].strip();
        }
        String callId = parts[0].strip();
        return callId.isEmpty() || to.isEmpty() || from.isEmpty()
                ? Optional.empty()
                : Optional.of(new DialogKey(callId, to, from, stage));
    }
}
