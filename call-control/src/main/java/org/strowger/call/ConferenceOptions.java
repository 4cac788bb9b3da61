package org.strowger.call;

import java.util.Optional;

/**
 * How a caller takes part in a conference.
 *
 * @param pin what the caller knows of the room's PIN
 * @param role what the caller may do
 * @param start when the room begins; the first who comes decides
 * @param chimes whether the others hear that somebody comes or leaves; the first who comes decides
 */
public record ConferenceOptions(Optional<String> pin, Role role, Start start, Chimes chimes) {

    /** Everybody talks, and it begins at once. */
    public static final ConferenceOptions USUAL =
            new ConferenceOptions(Optional.empty(), Role.SPEAKER, Start.AT_ONCE, Chimes.ON);

    /** What somebody may do. */
    public enum Role {
        /** Talks, and looks after the room by keys. */
        MODERATOR,
        /** Talks. */
        SPEAKER,
        /** Hears only. */
        LISTENER
    }

    /** When a conference begins. */
    public enum Start {
        /** With the first who comes. */
        AT_ONCE,
        /** With the first moderator, and it ends with the last; until then all hear music. */
        WITH_MODERATOR
    }

    /** Sounds of coming and leaving. */
    public enum Chimes {
        /** Played to all. */
        ON,
        /** None. */
        OFF
    }

    /** With a PIN. */
    public ConferenceOptions pin(String known) {
        return new ConferenceOptions(Optional.of(known), role, start, chimes);
    }

    /** With this role. */
    public ConferenceOptions role(Role other) {
        return new ConferenceOptions(pin, other, start, chimes);
    }

    /** Beginning so. */
    public ConferenceOptions start(Start other) {
        return new ConferenceOptions(pin, role, other, chimes);
    }

    /** With or without sounds. */
    public ConferenceOptions chimes(Chimes other) {
        return new ConferenceOptions(pin, role, start, other);
    }
}
