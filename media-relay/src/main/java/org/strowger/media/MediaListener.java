package org.strowger.media;

import java.time.Duration;
import org.strowger.audio.Detectors;
import org.strowger.rtp.video.PictureRate;

/** Told of what happens to a session's streams, on the media loop: hand it over and return. */
public interface MediaListener {

    /** A playback is over. Once for each {@link MediaStream#play}. */
    void played(MediaStream stream, Playback playback, Playback.End end);

    /**
     * Nothing was received for the configured time although the peer's direction lets us expect it. Told once per
     * silence.
     */
    void timedOut(MediaStream stream, Duration silence);

    /**
     * The peer has not been heard since its last description, though that says that it sends, and we have sent to it
     * for five seconds. Told again while that goes on.
     */
    default void mute(MediaStream stream, MuteCause cause) {}

    /**
     * A browser has closed its side without a word of its signalling, has been silent for longer than ICE allows, or
     * can't be agreed with on keys: nothing comes from it any more. Told once.
     */
    default void parted(MediaStream stream, String why) {
        timedOut(stream, Duration.ZERO);
    }

    /** What came of a browser's pictures in the second before; each second, while they come. */
    default void seen(MediaStream stream, PictureRate rate) {}

    /**
     * The peer has pressed a digit by telephone-event: once for each press. Its tones are heard by {@link
     * Detectors#digits}.
     */
    default void pressed(MediaStream stream, char digit) {}
}
