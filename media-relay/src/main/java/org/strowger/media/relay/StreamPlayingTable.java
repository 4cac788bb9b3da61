package org.strowger.media.relay;

import static org.strowger.media.relay.StreamPlayingTable.Effect.*;
import static org.strowger.media.relay.StreamPlayingTable.Event.*;
import static org.strowger.media.relay.StreamPlayingTable.State.*;

import org.strowger.statemachine.StateTable;

/**
 * What is played to a peer over what its stream does else ({@link StreamModeTable}): each playback is told once how it
 * ended. It has no end: who plays to a closed stream is told, too.
 */
final class StreamPlayingTable {

    enum State {
        QUIET,
        PLAYING,
        CLOSED
    }

    enum Event {
        PLAY,
        /** The peer takes no codec that we speak. */
        PLAY_UNSPEAKABLE,
        /** All of it was said. */
        FINISHED,
        STOP,
        CLOSE
    }

    enum Effect {
        BEGIN,
        FALL_SILENT,
        TELL_STOPPED,
        TELL_FINISHED,
        /** Of what was to be played, as the next. */
        TELL_NO_CODEC,
        TELL_TOO_LATE
    }

    private static final String QUIET_ALREADY = "nothing is played";

    // spotless:off
    static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("What is played to a stream", State.class, Event.class, Effect.class)
            .startsIn(QUIET)

            .in(QUIET)
                .on(PLAY).go(PLAYING, BEGIN)
                .on(PLAY_UNSPEAKABLE).stay(TELL_NO_CODEC)
                .on(CLOSE).go(CLOSED)
                .on(STOP).ignore(QUIET_ALREADY)
                .on(FINISHED).illegal(QUIET_ALREADY)

            .in(PLAYING)
                .on(PLAY).stay(FALL_SILENT, TELL_STOPPED, BEGIN)
                .on(PLAY_UNSPEAKABLE).go(QUIET, FALL_SILENT, TELL_STOPPED, TELL_NO_CODEC)
                .on(FINISHED).go(QUIET, TELL_FINISHED)
                .on(STOP).go(QUIET, FALL_SILENT, TELL_STOPPED)
                .on(CLOSE).go(CLOSED, FALL_SILENT, TELL_STOPPED)

            .in(CLOSED)
                .on(PLAY, PLAY_UNSPEAKABLE).stay(TELL_TOO_LATE)
                .on(STOP).ignore(QUIET_ALREADY)
                .on(FINISHED).illegal(QUIET_ALREADY)
                .on(CLOSE).illegal("it is closed once")
            .build();
    // spotless:on

    private StreamPlayingTable() {}
}
