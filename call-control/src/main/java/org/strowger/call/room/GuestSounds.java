package org.strowger.call.room;

import java.util.Optional;
import org.strowger.audio.sound.Playlist;
import org.strowger.media.RecordingPlan;

/**
 * What somebody brings to the door of a room, loaded.
 *
 * @param entered announces it; empty for a chime
 * @param left says that it has left; empty for a chime
 * @param waiting what is heard until the room begins; empty for soft notes
 * @param recording of the room, should it be the first
 */
public record GuestSounds(
        Optional<Playlist> entered,
        Optional<Playlist> left,
        Optional<Playlist> waiting,
        Optional<RecordingPlan> recording) {}
