package org.strowger.call;

import java.util.List;
import java.util.Optional;
import org.strowger.call.event.RoomRole;
import org.strowger.media.RoomMember;

/**
 * How a caller takes part in a conference.
 *
 * @param pin what the caller knows of the room's PIN
 * @param role what the caller may do
 * @param start when the room begins; the first who comes decides
 * @param chimes whether the others hear that somebody comes or leaves; the first who comes decides
 * @param names whether the caller is asked for its name, which the others hear then
 * @param loudness how loud the caller is to the others
 * @param recording a file for all that is said, below the directory for recordings; the first who comes decides
 * @param music what is heard until it begins, over and over; soft notes, where this is empty; the first who comes
 *     decides
 */
public record ConferenceOptions(
        Optional<String> pin,
        RoomRole role,
        Start start,
        Chimes chimes,
        Names names,
        Loudness loudness,
        Optional<String> recording,
        List<Sound> music) {

    /** Everybody talks, and it begins at once. */
    public static final ConferenceOptions USUAL = new ConferenceOptions(
            Optional.empty(),
            RoomRole.SPEAKER,
            Start.AT_ONCE,
            Chimes.ON,
            Names.NOT_ASKED,
            Loudness.AS_IT_IS,
            Optional.empty(),
            List.of());

    /** Copies. */
    public ConferenceOptions {
        music = List.copyOf(music);
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

    /** Whether somebody says its name at the door. */
    public enum Names {
        /** It does, and is announced by it. */
        ASKED,
        /** It comes as it is. */
        NOT_ASKED
    }

    /**
     * How loud somebody is to the others.
     *
     * @param decibels -40 to 20
     * @param gain whether its level is looked after beside that
     */
    public record Loudness(double decibels, RoomMember.Gain gain) {
        /** Untouched. */
        public static final Loudness AS_IT_IS = new Loudness(0, RoomMember.Gain.FIXED);

        /** Checks the range. */
        public Loudness {
            if (!(decibels >= -40 && decibels <= 20))
                throw new IllegalArgumentException("volume: " + decibels + " dB is not within -40 and 20");
        }

        /** Looked after by the switch. */
        public static Loudness leveled(double decibels) {
            return new Loudness(decibels, RoomMember.Gain.AUTOMATIC);
        }

        /** Louder or softer than it is. */
        public static Loudness of(double decibels) {
            return new Loudness(decibels, RoomMember.Gain.FIXED);
        }
    }

    /** With a PIN. */
    public ConferenceOptions pin(String known) {
        return new ConferenceOptions(Optional.of(known), role, start, chimes, names, loudness, recording, music);
    }

    /** With this role. */
    public ConferenceOptions role(RoomRole other) {
        return new ConferenceOptions(pin, other, start, chimes, names, loudness, recording, music);
    }

    /** Beginning so. */
    public ConferenceOptions start(Start other) {
        return new ConferenceOptions(pin, role, other, chimes, names, loudness, recording, music);
    }

    /** With or without sounds. */
    public ConferenceOptions chimes(Chimes other) {
        return new ConferenceOptions(pin, role, start, other, names, loudness, recording, music);
    }

    /** With or without a name. */
    public ConferenceOptions names(Names other) {
        return new ConferenceOptions(pin, role, start, chimes, other, loudness, recording, music);
    }

    /** So loud. */
    public ConferenceOptions loudness(Loudness other) {
        return new ConferenceOptions(pin, role, start, chimes, names, other, recording, music);
    }

    /** Recorded. */
    public ConferenceOptions recording(String file) {
        return new ConferenceOptions(pin, role, start, chimes, names, loudness, Optional.of(file), music);
    }

    /** With this until it begins. */
    public ConferenceOptions music(List<Sound> other) {
        return new ConferenceOptions(pin, role, start, chimes, names, loudness, recording, other);
    }
}
