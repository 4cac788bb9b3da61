package org.strowger.media;

/** The two directions of a stream's audio. */
public enum AudioSide {
    /** What the peer says. */
    HEARD,
    /** What the peer is sent. */
    SPOKEN
}
