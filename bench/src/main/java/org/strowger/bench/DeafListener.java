package org.strowger.bench;

import java.time.Duration;
import org.strowger.media.MediaListener;
import org.strowger.media.MediaStream;
import org.strowger.media.Playback;

/** Nobody wants to know what becomes of a stream. */
final class DeafListener implements MediaListener {

    @Override
    public void played(MediaStream stream, Playback playback, Playback.End end) {}

    @Override
    public void timedOut(MediaStream stream, Duration silence) {}
}
