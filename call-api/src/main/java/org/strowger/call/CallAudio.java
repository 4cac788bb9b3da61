package org.strowger.call;

import java.time.Duration;
import org.strowger.audio.AudioFilter;
import org.strowger.call.event.CallEvent;

/** What is done with the audio of a call beside the course of its program. Called on the call's thread. */
public interface CallAudio {

    /** What becomes of all recordings of the call that run. */
    enum RecordingState {
        /** They hold what is said. */
        RUNNING,
        /** They leave out what comes. */
        PAUSED,
        /** They hold silence in place of what comes. */
        MASKED,
        /** They have ended. */
        STOPPED
    }

    /** What becomes of what is being played to the caller. */
    sealed interface PlayChange {
        /** Nothing more for now. */
        record Pause() implements PlayChange {}

        /** It goes on. */
        record Resume() implements PlayChange {}

        /** It goes on from this position of all that is played. */
        record Seek(Duration position) implements PlayChange {}

        /** It goes on so much later; earlier, where that is negative. */
        record Skip(Duration distance) implements PlayChange {}

        /** Louder or softer than it was recorded, in dB, -60 to +20. */
        record Volume(double decibels) implements PlayChange {
            /** Checks the range. */
            public Volume {
                if (!(decibels >= -60 && decibels <= 20))
                    throw new IllegalArgumentException("volume " + decibels + " dB is not within -60 and +20");
            }
        }

        /** It ends, and the verb that plays it returns. */
        record Stop() implements PlayChange {}
    }

    /** Whose voice. */
    enum Side {
        /** What the caller says. */
        CALLER,
        /** What the caller hears. */
        CALLEE
    }

    /** A stage of the user's own, as the media engine knows it. */
    @FunctionalInterface
    interface Filter extends AudioFilter {}

    /**
     * Records the caller's stream from now on until the call ends, whatever its program does: what the caller says
     * ({@link RecordMode#CALLER}), what it hears ({@link RecordMode#CALLEE}), or both. Before the answer, with early
     * media. {@link CallEvent.Recorded} tells of the file.
     *
     * @param file below the directory for recordings
     * @throws Call.PlayFailed if the caller has no audio
     * @throws IllegalArgumentException if the name leads elsewhere, or is no sound file's
     */
    void startRecording(String file, RecordMode mode);

    /** Changes all recordings of the call that run, those of {@link DialOptions#record} too. */
    void recording(RecordingState state);

    /**
     * Turns what a program plays to the caller while it is played; from callbacks, as a rule, since the verb that plays
     * waits. Nothing, if nothing is played.
     */
    void playing(PlayChange change);

    /**
     * Puts a stage of the script's own into the caller's audio until the call ends: of what the caller says, or of what
     * it hears. Before the answer, with early media. Filters of one side act in the order in which they came.
     *
     * @throws Call.PlayFailed if the caller has no audio
     */
    void filter(Side side, Filter filter);
}
