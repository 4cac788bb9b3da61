package org.strowger.dialplan.option;

import java.util.List;
import java.util.Locale;
import org.strowger.call.event.RoomRole;
import org.strowger.dialplan.literal.NamedKind;

/** What a caller is in a conference: {@code role: 'moderator'}. */
public final class ConferenceRole extends NamedKind {

    ConferenceRole() {
        super("role", List.of("moderator", "speaker", "listener"));
    }

    /** The role of this name; refuses all others. */
    public static RoomRole named(String name) {
        try {
            return RoomRole.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("role: '" + name + "' is none: 'moderator', 'speaker' or 'listener'");
        }
    }
}
