package org.strowger.media;

import java.time.Duration;

/** Told of what happens to a session's streams, on the media loop: hand it over and return. */
public interface MediaListener {

    /** A playback is over. Once for each {@link MediaStream#play}. */
    void played(MediaStream stream, Playback playback, Playback.End end);

    /** Nothing was received for the configured time although the peer's direction lets us expect it. Told once per silence. */
    void timedOut(MediaStream stream, Duration silence);

    /** The peer has pressed a digit by telephone-event: once for each press. Its tones are heard by {@link Detectors#digits}. */
    default void pressed(MediaStream stream, char digit) {}
}
