package org.strowger.media;

/** A list of prompts on its way to one peer. */
public interface Playback {

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
