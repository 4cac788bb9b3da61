package org.strowger.audio;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Changes the rate of running audio: a polyphase filter, the windowed sinc (Kaiser) of the lower of the two rates cut
 * into one set of taps for each phase between them. Flat to 0.5 dB up to 0.42 of the lower rate, aliases and images
 * more than 60 dB down, 3.3 ms late at 8 kHz. Belongs to one stream's loop.
 */
public final class RateConverter {

    /** Zero crossings of the sinc to each side. */
    private static final int CROSSINGS = 24;

    private static final double KAISER_BETA = 6.4;

    /**
     * Where the middle of the filter's transition lies, as a share of the lower of the two Nyquist frequencies, at
     * which it ends.
     */
    private static final double CUTOFF = 0.92;

    private static final ConcurrentMap<Long, Taps> KNOWN = new ConcurrentHashMap<>();

    /** The weights for a pair of rates, shared by all their converters. */
    @SuppressWarnings("ArrayRecordComponent") // never written again
    private record Taps(int up, int down, int reach, float[][] phases) {

        public static Taps between(int from, int to) {
            return KNOWN.computeIfAbsent(((long) from << 32) | to, _ -> make(from, to));
        }

        private static Taps make(int from, int to) {
            int common = WindowedSinc.common(from, to);
            int up = to / common;
            double cutoff = CUTOFF * Math.min(1.0, (double) to / from);
            int reach = (int) Math.ceil(CROSSINGS / cutoff);
            float[][] phases = new float[up][];
            for (int phase = 0; phase < up; phase++) phases[phase] = weights((double) phase / up, cutoff, reach);
            return new Taps(up, from / common, reach, phases);
        }

        private static float[] weights(double fraction, double cutoff, int reach) {
            double[] exact = WindowedSinc.weights(fraction, cutoff, reach, KAISER_BETA);
            float[] weights = new float[exact.length];
            for (int k = 0; k < exact.length; k++) weights[k] = (float) exact[k];
            return weights;
        }
    }

    private final int from;
    private final int to;
    private final Taps taps;

    /** The samples before the next frame that the filter still needs, and behind them that frame. */
    private final float[] window;

    /** Where the next output lies, in parts of 1/up behind the first sample of the next frame. */
    private int position;

    private RateConverter(int from, int to) {
        this.from = from;
        this.to = to;
        taps = Taps.between(from, to);
        window = new float[2 * taps.reach() + Frames.MAX_SAMPLES];
    }

    /** The converter at hand if it is for these rates, else a new one. */
    public static RateConverter between(int from, int to, @Nullable RateConverter atHand) {
        if (atHand != null && atHand.from == from && atHand.to == to) return atHand;
        return new RateConverter(from, to);
    }

    /** Converts at most a frame. Returns how many samples it has become. */
    public int convert(short[] in, int samples, short[] out) {
        int before = 2 * taps.reach();
        for (int i = 0; i < samples; i++) window[before + i] = in[i];
        int end = samples * taps.up();
        int made = 0;
        for (; position < end; position += taps.down())
            out[made++] = weighted(position / taps.up(), taps.phases()[position % taps.up()]);
        position -= end;
        System.arraycopy(window, samples, window, 0, before);
        return made;
    }

    private short weighted(int first, float[] weights) {
        float sum = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        // Four sums, because the machine may not reorder the additions of one.
        int k = 0;
        for (; k + 3 < weights.length; k += 4) {
            sum += weights[k] * window[first + k];
            sum1 += weights[k + 1] * window[first + k + 1];
            sum2 += weights[k + 2] * window[first + k + 2];
            sum3 += weights[k + 3] * window[first + k + 3];
        }
        for (; k < weights.length; k++) sum += weights[k] * window[first + k];
        int rounded = Math.round(sum + sum1 + sum2 + sum3);
        return (short) Math.clamp(rounded, Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
