package org.strowger.media.relay;

import java.time.Duration;
import org.strowger.audio.sound.PromptReel;
import org.strowger.media.Playback;

/** A playlist that is played, steered by its reel on any thread. */
final class ReelPlayback implements Playback {

    private final PromptReel reel;

    ReelPlayback(PromptReel reel) {
        this.reel = reel;
    }

    @Override
    public void pause() {
        reel.pause();
    }

    @Override
    public void resume() {
        reel.resume();
    }

    @Override
    public void seek(Duration position) {
        reel.seek(position);
    }

    @Override
    public void skip(Duration distance) {
        reel.skip(distance);
    }

    @Override
    public void volume(double gain) {
        reel.gain(gain);
    }
}
