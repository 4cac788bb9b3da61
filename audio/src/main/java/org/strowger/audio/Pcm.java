package org.strowger.audio;

import java.time.Duration;

/** Decoded audio: one channel of 16-bit linear samples. Immutable as long as nobody writes to {@link #samples}. */
public final class Pcm {

    private static final long NANOS = 1_000_000_000L;

    private final int rate;
    private final short[] samples;

    private Pcm(int rate, short[] samples) {
        this.rate = rate;
        this.samples = samples;
    }

    /**
     * Audio of these samples, which are not copied.
     *
     * @param rate in Hz, 8000 to 192,000
     */
    public static Pcm of(int rate, short[] samples) {
        if (rate < 8000 || rate > 192_000)
            throw new IllegalArgumentException("a rate is 8000 to 192000 Hz, not " + rate);
        return new Pcm(rate, samples);
    }

    /** In Hz. */
    public int rate() {
        return rate;
    }

    /** Not to be written to. */
    public short[] samples() {
        return samples;
    }

    /** How long it lasts. */
    public Duration duration() {
        return Duration.ofNanos(samples.length * NANOS / rate);
    }

    /** The same at another rate. Costs time: not on a media loop. */
    public Pcm at(int other) {
        return other == rate ? this : new Pcm(other, Resampler.resample(samples, rate, other));
    }
}
