package org.strowger.audio;

/**
 * Changes the rate of audio by a windowed sinc (Kaiser, about 80 dB down beyond the lower Nyquist frequency), one set of taps for
 * each phase between the two rates. For files, once each: the time it takes is not on the path of a packet.
 */
public final class Resampler {

    /** Zero crossings of the sinc to each side. */
    private static final int CROSSINGS = 32;

    private static final double KAISER_BETA = 8.0;
    private static final double KAISER_PEAK = bessel(KAISER_BETA);

    /** The middle of the transition, beside the lower Nyquist frequency: 3.68 kHz at 8 kHz, past the 3.4 kHz of a telephone. */
    private static final double CUTOFF = 0.92;

    private final int up;
    private final int down;
    private final int reach;
    private final double[][] taps;

    private Resampler(int from, int to) {
        int common = gcd(from, to);
        up = to / common;
        down = from / common;
        double cutoff = CUTOFF * Math.min(1.0, (double) to / from);
        reach = (int) Math.ceil(CROSSINGS / cutoff);
        taps = new double[up][];
        for (int phase = 0; phase < up; phase++) taps[phase] = taps((double) phase / up, cutoff, reach);
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

    /** Weights of the samples around a point that lies this fraction behind the middle one; they add up to 1. */
    private static double[] taps(double fraction, double cutoff, int reach) {
        double[] weights = new double[2 * reach];
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            double distance = k - reach + 1 - fraction;
            weights[k] = sinc(cutoff * distance) * kaiser(distance / reach);
            sum += weights[k];
        }
        for (int k = 0; k < weights.length; k++) weights[k] /= sum;
        return weights;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double kaiser(double x) {
        return Math.abs(x) >= 1 ? 0 : bessel(KAISER_BETA * Math.sqrt(1 - x * x)) / KAISER_PEAK;
    }

    /** Modified Bessel function of the first kind, order 0, by its power series. */
    private static double bessel(double x) {
        double term = 1;
        double sum = 1;
        for (int k = 1; term > sum * 1e-12; k++) {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }
        return sum;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
