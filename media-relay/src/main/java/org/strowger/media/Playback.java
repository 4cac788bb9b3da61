package org.strowger.media;

import java.time.Duration;
import org.strowger.audio.sound.Playlist;

/**
 * What is played to one peer. To pause, seek and turn has an effect where it is a {@link Playlist}. Safe on any thread.
 */
public interface Playback {

    /** Nothing more for now. */
    default void pause() {}

    /** Goes on where it was paused. */
    default void resume() {}

    /** Goes on from this position, within the first round of the list. */
    default void seek(Duration position) {}

    /** Goes on so much later, or earlier where it is negative, within the round of the list that is being played. */
    default void skip(Duration distance) {}

    /** Louder or softer, in dB, -60 to +20; 0 as it is. */
    default void volume(double gain) {}

    /** How a playback came to its end. */
    enum End {
        /** All of it was sent. */
        FINISHED,
        /** Something else was asked for, or the stream was closed. */
        STOPPED,
        /** The peer takes no codec that we can encode. */
        NO_CODEC
    }
}
