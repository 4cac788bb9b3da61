package org.strowger.call.sound;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.strowger.audio.AudioSink;
import org.strowger.audio.Detectors;
import org.strowger.audio.HeardTone;
import org.strowger.call.core.Ending;
import org.strowger.call.event.LegEvent;
import org.strowger.call.event.MachineTone;
import org.strowger.media.AudioSide;
import org.strowger.media.MediaStream;
import org.strowger.media.Tap;
import org.strowger.statemachine.Timeout;

/**
 * What a call listens for in the caller's voice: silence that lasts, and tones of machines. It begins as soon as the
 * caller has been answered. Runs on the call's loop.
 */
public final class CallEars implements AutoCloseable {

    private final MediaContext call;
    private final List<AudioSink> waiting = new ArrayList<>();
    private final List<Tap> taps = new ArrayList<>();
    private final List<Silence> silences = new ArrayList<>();
    private boolean open;
    private boolean digitsWanted;

    public CallEars(MediaContext call) {
        this.call = call;
    }

    /** Waits for the caller to be silent for so long. */
    public void listenForSilence(Duration length) {
        Silence silence = new Silence(length);
        silences.add(silence);
        listen(Detectors.speech(silence));
        if (open) silence.begin();
    }

    /** Hears digits by tones too. */
    public void listenForDigits() {
        if (open) call.keys().hearTones();
        else digitsWanted = true;
    }

    public void listenForTones() {
        listen(Detectors.tones(tone -> call.onLoop(() -> heard(tone))));
    }

    /** The caller has been answered. */
    public void answered() {
        open = true;
        if (digitsWanted) call.keys().hearTones();
        List<AudioSink> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(this::listen);
        silences.forEach(Silence::begin);
    }

    private void listen(AudioSink sink) {
        Optional<MediaStream> audio = call.caller().media.audio();
        if (open && audio.isPresent()) taps.add(audio.get().listen(AudioSide.HEARD, sink));
        else if (!open) waiting.add(sink);
    }

    private void heard(HeardTone heard) {
        MachineTone tone = MachineTone.of(heard);
        call.home().publish(new LegEvent.ToneHeard(call.id(), call.caller().name, tone));
        call.tell(program -> program.heardTone(tone));
    }

    @Override
    public void close() {
        Ending ending = new Ending(call.id());
        silences.forEach(silence -> ending.step("a wait for silence", silence::end));
        taps.forEach(tap -> ending.step("a tap", tap::close));
    }

    /** Told on the media loop; lives on the call's. */
    private final class Silence implements Detectors.SpeechListener {
        private final Duration length;
        private Timeout patience = Timeout.NONE;

        Silence(Duration length) {
            this.length = length;
        }

        void begin() {
            patience.cancel();
            patience = call.after(length, () -> call.tell(program -> program.fellSilent(length)));
        }

        void end() {
            patience.cancel();
        }

        @Override
        public void speaks() {
            call.onLoop(this::end);
        }

        @Override
        public void fallsSilent() {
            call.onLoop(this::begin);
        }
    }
}
