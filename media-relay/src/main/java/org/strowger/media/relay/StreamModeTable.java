package org.strowger.media.relay;

import static org.strowger.media.relay.StreamModeTable.Effect.*;
import static org.strowger.media.relay.StreamModeTable.Event.*;
import static org.strowger.media.relay.StreamModeTable.State.*;

import org.strowger.statemachine.StateTable;

/**
 * What a stream does with what comes of its peer, and what the peer hears for it. What is played goes over this
 * ({@link StreamPlayingTable}). Neither a hold nor a mute is a mode: where packets may go, and who is expected to send,
 * is data of the latest description.
 */
final class StreamModeTable {

    enum State {
        /** Nothing is asked of it: what comes is counted, and heard by those who listen. */
        IDLE,
        /** What comes goes back. */
        ECHOING,
        /**
         * The peer is heard as audio and hears a source: a conference, a voice agent. It is heard still once that
         * source is over.
         */
        CONVERSING,
        /** Packets go to a partner as they are. */
        RELAYING,
        /** The partner hears the peer by way of audio. The other direction is the partner's affair. */
        TRANSCODING,
        CLOSED
    }

    enum Event {
        /** With this partner, which is told the same. */
        BRIDGE,
        UNBRIDGE,
        /** The partner leaves the bridge. */
        PARTED,
        /** With this source. */
        CONVERSE,
        /** With the source that it says already. */
        CONVERSE_ON,
        /** Its source is taken away. */
        END_CONVERSATION,
        ECHO,
        /** Something is to be played. */
        PLAY,
        /** Nothing is to be played or echoed. */
        STOP,
        /** A packet has come that the partner can't take as it is. */
        AUDIO_NEEDED,
        /** A packet has come that the partner takes as it is, or the way through audio has failed. */
        PACKETS_DO,
        /** What is said to the peer has thrown for too long. */
        GIVE_UP,
        CLOSE
    }

    enum Effect {
        STOP_PLAYING,
        READ_AT_TICKS,
        READ_AT_ONCE,
        SAY,
        STOP_SAYING,
        JOIN,
        TELL_PARTNER,
        LEAVE,
        LET_PARTNER_SAY,
        STOP_PARTNER_SAYING,
        RELIEVE_PARTNER,
        SAY_GOODBYE,
        RELEASE
    }

    private static final String GOES_OVER = "it goes over this";
    private static final String NO_PARTNER = "it has no partner";
    private static final String NO_SOURCE = "it has no source of a conversation";

    // spotless:off
    static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("Mode of a stream", State.class, Event.class, Effect.class)
            .startsIn(IDLE)
            .endsIn(CLOSED)

            .in(IDLE)
                .on(BRIDGE).go(RELAYING, STOP_PLAYING, JOIN)
                .on(CONVERSE).go(CONVERSING, STOP_PLAYING, READ_AT_TICKS, SAY)
                .on(ECHO).go(ECHOING, STOP_PLAYING)
                .on(STOP, GIVE_UP).stay(STOP_PLAYING)
                .on(CLOSE).go(CLOSED, SAY_GOODBYE, STOP_PLAYING, RELEASE)
                .on(PLAY).ignore(GOES_OVER)
                .on(UNBRIDGE).ignore(NO_PARTNER)
                .on(PARTED, AUDIO_NEEDED, PACKETS_DO).illegal(NO_PARTNER)
                .on(CONVERSE_ON, END_CONVERSATION).illegal(NO_SOURCE)

            .in(ECHOING)
                .on(BRIDGE).go(RELAYING, JOIN)
                .on(CONVERSE).go(CONVERSING, READ_AT_TICKS, SAY)
                .on(STOP, PLAY, GIVE_UP).go(IDLE)
                .on(CLOSE).go(CLOSED, SAY_GOODBYE, RELEASE)
                .on(ECHO).ignore("it echoes")
                .on(UNBRIDGE).ignore(NO_PARTNER)
                .on(PARTED, AUDIO_NEEDED, PACKETS_DO).illegal(NO_PARTNER)
                .on(CONVERSE_ON, END_CONVERSATION).illegal(NO_SOURCE)

            .in(CONVERSING)
                .on(BRIDGE).go(RELAYING, STOP_SAYING, STOP_PLAYING, READ_AT_ONCE, JOIN)
                .on(CONVERSE).stay(STOP_SAYING, STOP_PLAYING, SAY)
                .on(END_CONVERSATION).go(IDLE, STOP_SAYING, READ_AT_ONCE)
                .on(ECHO).go(ECHOING, STOP_SAYING, STOP_PLAYING, READ_AT_ONCE)
                .on(STOP).stay(STOP_PLAYING)
                .on(GIVE_UP).go(IDLE, STOP_SAYING, STOP_PLAYING, READ_AT_ONCE)
                .on(CLOSE).go(CLOSED, SAY_GOODBYE, STOP_SAYING, STOP_PLAYING, RELEASE)
                .on(CONVERSE_ON).ignore("it goes on")
                .on(PLAY).ignore(GOES_OVER)
                .on(UNBRIDGE).ignore(NO_PARTNER)
                .on(PARTED, AUDIO_NEEDED, PACKETS_DO).illegal(NO_PARTNER)

            .in(RELAYING)
                .on(BRIDGE).stay(STOP_PLAYING, TELL_PARTNER, LEAVE, JOIN)
                .on(UNBRIDGE).go(IDLE, TELL_PARTNER, LEAVE)
                .on(PARTED).go(IDLE, LEAVE)
                .on(AUDIO_NEEDED).go(TRANSCODING, READ_AT_TICKS, LET_PARTNER_SAY)
                .on(CONVERSE).go(CONVERSING, STOP_PLAYING, TELL_PARTNER, LEAVE, READ_AT_TICKS, SAY)
                .on(ECHO).go(ECHOING, STOP_PLAYING, TELL_PARTNER, LEAVE)
                .on(STOP).stay(STOP_PLAYING)
                .on(GIVE_UP).stay(STOP_PLAYING, RELIEVE_PARTNER)
                .on(CLOSE).go(CLOSED, SAY_GOODBYE, STOP_PLAYING, TELL_PARTNER, LEAVE, RELEASE)
                .on(PLAY).ignore(GOES_OVER)
                .on(PACKETS_DO).ignore("they go as they are")
                .on(CONVERSE_ON, END_CONVERSATION).illegal(NO_SOURCE)

            .in(TRANSCODING)
                .on(BRIDGE).go(RELAYING, STOP_PLAYING, STOP_PARTNER_SAYING, READ_AT_ONCE, TELL_PARTNER, LEAVE, JOIN)
                .on(UNBRIDGE).go(IDLE, STOP_PARTNER_SAYING, READ_AT_ONCE, TELL_PARTNER, LEAVE)
                .on(PARTED).go(IDLE, STOP_PARTNER_SAYING, READ_AT_ONCE, LEAVE)
                .on(PACKETS_DO).go(RELAYING, STOP_PARTNER_SAYING, READ_AT_ONCE)
                .on(CONVERSE).go(CONVERSING, STOP_PLAYING, STOP_PARTNER_SAYING, TELL_PARTNER, LEAVE, SAY)
                .on(ECHO).go(ECHOING, STOP_PLAYING, STOP_PARTNER_SAYING, READ_AT_ONCE, TELL_PARTNER, LEAVE)
                .on(STOP).stay(STOP_PLAYING)
                .on(GIVE_UP).stay(STOP_PLAYING, RELIEVE_PARTNER)
                .on(CLOSE).go(CLOSED, SAY_GOODBYE, STOP_PLAYING, STOP_PARTNER_SAYING, TELL_PARTNER, LEAVE, RELEASE)
                .on(PLAY).ignore(GOES_OVER)
                .on(AUDIO_NEEDED).illegal("it goes through audio")
                .on(CONVERSE_ON, END_CONVERSATION).illegal(NO_SOURCE)
            .build();
    // spotless:on

    private StreamModeTable() {}
}
