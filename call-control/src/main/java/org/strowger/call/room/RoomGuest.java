package org.strowger.call.room;

import org.strowger.call.ConferenceOptions;
import org.strowger.call.ConferenceOutcome;
import org.strowger.media.MediaStream;

/**
 * Somebody at the door of a room.
 *
 * @param call its call's id
 * @param caller who it is, for those who look
 * @param told on the room's loop: once, when it is in the room no longer, or never gets in
 */
record RoomGuest(
        String call, String caller, MediaStream stream, ConferenceOptions options, GuestSounds sounds, Told told) {

    /** Hears how it ends. */
    @FunctionalInterface
    interface Told {
        void over(ConferenceOutcome outcome);
    }
}
