package org.strowger.audio;

import java.util.function.Consumer;

/**
 * Sinks that find out what is in the audio, to be put on a stream by {@code MediaStream.listen}. What they find they
 * tell on the media loop: hand it over and return.
 *
 * <pre>{@code
 * Tap tap = stream.listen(AudioSide.HEARD, Detectors.digits(digit -> mailbox.add(digit)));
 * }</pre>
 */
public final class Detectors {

    private static final int RATE = 8000;

    private Detectors() {}

    /** Told when somebody begins to speak and when they fall silent. */
    public interface SpeechListener {
        /** At most 60 ms after the first sound. */
        void speaks();

        /** 160 ms after the last sound. */
        void fallsSilent();
    }

    /** Told of a digit heard by its tones. */
    @FunctionalInterface
    public interface DigitListener {
        /** Once for each press, some 40 ms after it began. */
        void pressed(char digit);
    }

    /** Hears digits by their tones, from 40 ms and -36 dBm0 on (ITU-T Q.23, Q.24). */
    public static AudioSink digits(DigitListener listener) {
        DtmfDetector detector = new DtmfDetector(RATE, listener::pressed);
        return at8000((pcm, samples) -> detector.hear(pcm, 0, samples));
    }

    /** Hears when somebody speaks. */
    public static AudioSink speech(SpeechListener listener) {
        VoiceActivity activity = new VoiceActivity(new VoiceActivity.Listener() {
            @Override
            public void speaks() {
                listener.speaks();
            }

            @Override
            public void fallsSilent() {
                listener.fallsSilent();
            }
        });
        return at8000((pcm, samples) -> activity.hear(pcm, 0, samples));
    }

    /** Hears fax machines, and the beep of an answering machine. */
    public static AudioSink tones(Consumer<HeardTone> listener) {
        ToneDetector detector = new ToneDetector(RATE, listener::accept);
        return at8000((pcm, samples) -> detector.hear(pcm, 0, samples));
    }

    private interface Ear {
        void hear(short[] pcm, int samples);
    }

    private static AudioSink at8000(Ear ear) {
        return new AudioSink() {
            @Override
            public int rate() {
                return RATE;
            }

            @Override
            public void write(short[] pcm, int samples) {
                ear.hear(pcm, samples);
            }
        };
    }
}
