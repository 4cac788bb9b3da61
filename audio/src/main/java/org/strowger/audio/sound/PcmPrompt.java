package org.strowger.audio.sound;

import java.time.Duration;
import org.strowger.audio.Pcm;

/** A prompt in memory: at 8 kHz, and where it holds more than a telephone carries, at 16 kHz too. */
public final class PcmPrompt implements Playable {

    public static final int NARROW = 8000;
    static final int WIDE = 16_000;

    private final String name;
    private final Pcm narrow;
    private final Pcm wide;

    PcmPrompt(String name, Pcm pcm) {
        this.name = name;
        this.narrow = pcm.at(NARROW);
        this.wide = pcm.rate() < 2 * NARROW ? narrow : pcm.at(WIDE);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Duration duration() {
        return narrow.duration();
    }

    /** How much memory it takes, octets. */
    long size() {
        return 2L * (narrow.samples().length + (wide == narrow ? 0 : wide.samples().length));
    }

    @Override
    public Voice begin(int rate) {
        return new Reading(rate > NARROW ? wide : narrow);
    }

    private static final class Reading implements Voice {
        private final short[] samples;
        private final int rate;
        private int position;

        Reading(Pcm pcm) {
            samples = pcm.samples();
            rate = pcm.rate();
        }

        @Override
        public int rate() {
            return rate;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public int read(short[] into, int from, int count) {
            int now = Math.min(count, samples.length - position);
            System.arraycopy(samples, position, into, from, now);
            position += now;
            return now;
        }

        @Override
        public void seek(long millis) {
            position = Math.clamp(millis * rate / 1000, 0, samples.length);
        }

        @Override
        public void end() {}
    }
}
