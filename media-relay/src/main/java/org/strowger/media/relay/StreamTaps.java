package org.strowger.media.relay;

import org.jspecify.annotations.Nullable;
import org.strowger.audio.Frames;
import org.strowger.audio.Taps;
import org.strowger.media.AudioSide;

/**
 * Who listens to a stream's packets on their way to the other side of a bridge, or changes what passes: those at the
 * peer's voice, and those at what the other peer hears. Looked at when they come or go, not for each packet. Runs on
 * the stream's loop.
 */
final class StreamTaps {

    private static final Taps NOBODY = new Taps();

    private final StreamPath path;
    private boolean overheard;
    private boolean filtered;

    StreamTaps(StreamPath path) {
        this.path = path;
    }

    /** What stands on one side of the stream's own audio. */
    Taps at(AudioSide side) {
        return side == AudioSide.HEARD
                ? path.hearing().taps()
                : path.audio().speaking().taps();
    }

    /** Whether somebody listens to what comes, however it is passed on. */
    boolean isOverheard() {
        return overheard;
    }

    /** Whether packets can't reach the other side as they are, since somebody changes what is in them. */
    boolean isFiltered() {
        return filtered;
    }

    /** They have come or gone, or the partner has. */
    void look(@Nullable StreamPath partner) {
        StreamAudio ours = path.knownAudio();
        StreamAudio theirs = partner == null ? null : partner.knownAudio();
        Taps here = ours == null ? NOBODY : ours.hearing().taps();
        Taps there = theirs == null ? NOBODY : theirs.speaking().taps();
        filtered = partner != null && (here.change() || there.change());
        boolean listened = !here.isEmpty() || !there.isEmpty();
        if (listened && !overheard) path.wake();
        overheard = listened;
    }

    /** Nothing more is heard. */
    void close() {
        overheard = false;
        filtered = false;
    }

    /** Lets those who listen on either side hear this tick. */
    void overhear() {
        Hearing hearing = path.hearing();
        int rate = hearing.rate();
        StreamMode mode = path.mode();
        StreamPath other = mode.partner();
        if (other == null || mode.isTranscoding() || other.mode().isPlaying()) return;
        StreamAudio there = other.knownAudio();
        if (there != null) there.speaking().taps().pass(hearing.frame(), Frames.samples(rate), rate);
    }
}
