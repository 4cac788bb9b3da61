package org.strowger.call.sound;

import java.util.Optional;
import org.strowger.audio.Detectors;
import org.strowger.audio.sound.Playlist;
import org.strowger.call.CallAudio;
import org.strowger.call.PlayOptions;
import org.strowger.media.AudioSide;
import org.strowger.media.MediaStream;
import org.strowger.media.Playback;
import org.strowger.media.Tap;

/**
 * What a program plays to its caller: may be turned while it goes on, and cut short by the caller. Runs on the call's
 * loop.
 */
final class CallerPlayback implements AutoCloseable {

    private final MediaStream audio;
    private final Playback playback;
    private final PlayOptions.BargeIn bargeIn;
    private final Optional<Tap> ear;

    CallerPlayback(MediaContext call, MediaStream audio, Playlist playlist, PlayOptions.BargeIn bargeIn) {
        this.audio = audio;
        this.bargeIn = bargeIn;
        this.playback = audio.play(playlist);
        this.ear = bargeIn.bySpeech()
                ? Optional.of(audio.listen(AudioSide.HEARD, Detectors.speech(new Interruption(call))))
                : Optional.empty();
        if (bargeIn.byDigits()) call.keys().hearTones();
    }

    Playback playback() {
        return playback;
    }

    void change(CallAudio.PlayChange change) {
        switch (change) {
            case CallAudio.PlayChange.Pause() -> playback.pause();
            case CallAudio.PlayChange.Resume() -> playback.resume();
            case CallAudio.PlayChange.Seek(var position) -> playback.seek(position);
            case CallAudio.PlayChange.Skip(var distance) -> playback.skip(distance);
            case CallAudio.PlayChange.Volume(double decibels) -> playback.volume(decibels);
            case CallAudio.PlayChange.Stop() -> audio.stop();
        }
    }

    /** The caller has pressed a digit. */
    void pressed() {
        if (bargeIn.byDigits()) audio.stop();
    }

    /** It is over. */
    @Override
    public void close() {
        ear.ifPresent(Tap::close);
    }

    /** Told on the media loop. */
    private final class Interruption implements Detectors.SpeechListener {
        private final MediaContext call;

        Interruption(MediaContext call) {
            this.call = call;
        }

        @Override
        public void speaks() {
            call.onLoop(() -> call.media().interrupted(CallerPlayback.this));
        }

        @Override
        public void fallsSilent() {}
    }
}
