package org.strowger.audio;

/**
 * Changes the rate of audio by a windowed sinc (Kaiser, about 80 dB down beyond the lower Nyquist frequency), one set
 * of taps for each phase between the two rates. For files, once each: the time it takes is not on the path of a packet.
 */
public final class Resampler {

    /** Zero crossings of the sinc to each side. */
    private static final int CROSSINGS = 32;

    private static final double KAISER_BETA = 8.0;

    /**
     * The middle of the transition, beside the lower Nyquist frequency: 3.68 kHz at 8 kHz, past the 3.4 kHz of a
     * telephone.
     */
    private static final double CUTOFF = 0.92;

    private final int up;
    private final int down;
    private final int reach;
    private final double[][] taps;

    private Resampler(int from, int to) {
        int common = WindowedSinc.common(from, to);
        up = to / common;
        down = from / common;
        double cutoff = CUTOFF * Math.min(1.0, (double) to / from);
        reach = (int) Math.ceil(CROSSINGS / cutoff);
        taps = new double[up][];
        for (int phase = 0; phase < up; phase++)
            taps[phase] = WindowedSinc.weights((double) phase / up, cutoff, reach, KAISER_BETA);
    }

    public static short[] resample(short[] pcm, int from, int to) {
        return from == to ? pcm : new Resampler(from, to).apply(pcm);
    }

    private short[] apply(short[] in) {
        short[] out = new short[(int) ((long) in.length * up / down)];
        for (int n = 0; n < out.length; n++) {
            long at = (long) n * down;
            out[n] = filtered(in, (int) (at / up), taps[(int) (at % up)]);
        }
        return out;
    }

    private short filtered(short[] in, int middle, double[] weights) {
        int first = middle - reach + 1;
        double sum = 0;
        for (int k = Math.max(0, -first); k < weights.length && first + k < in.length; k++)
            sum += weights[k] * in[first + k];
        return (short) Math.clamp(Math.round(sum), Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
