package org.strowger.audio;

import java.time.Duration;

/** Sines to send, and how to find them again in what was heard. */
public final class Tone {

    /** About 10 dB below full scale. */
    private static final double AMPLITUDE = 10_000;

    private Tone() {}

    /** A sine of so many Hz, 10 dB below full scale, beginning at zero. */
    public static short[] sine(double hertz, int rate, Duration length) {
        short[] pcm = new short[(int) (length.toNanos() * rate / 1_000_000_000L)];
        for (int i = 0; i < pcm.length; i++)
            pcm[i] = (short) Math.round(AMPLITUDE * Math.sin(2 * Math.PI * hertz * i / rate));
        return pcm;
    }

    /**
     * How far a sine of this frequency stands above all else that is there, in dB: some 38 after G.711, below -20 where
     * there is no such tone, negative infinity for silence. Fitted by least squares, which is Goertzel's filter made
     * right for any length.
     */
    public static double decibels(short[] pcm, int rate, double hertz) {
        double cc = 0;
        double cs = 0;
        double ss = 0;
        double xc = 0;
        double xs = 0;
        double all = 0;
        double step = 2 * Math.PI * hertz / rate;
        for (int i = 0; i < pcm.length; i++) {
            double cosine = Math.cos(step * i);
            double sine = Math.sin(step * i);
            cc += cosine * cosine;
            cs += cosine * sine;
            ss += sine * sine;
            xc += pcm[i] * cosine;
            xs += pcm[i] * sine;
            all += (double) pcm[i] * pcm[i];
        }
        double determinant = cc * ss - cs * cs;
        if (all == 0 || determinant == 0) return Double.NEGATIVE_INFINITY;
        double a = (xc * ss - xs * cs) / determinant;
        double b = (xs * cc - xc * cs) / determinant;
        double tone = a * xc + b * xs;
        return 10 * Math.log10(Math.max(tone, 0) / Math.max(all - tone, all * 1e-12));
    }

    /** The root mean square, 0 to 32767. */
    public static double level(short[] pcm) {
        double all = 0;
        for (short sample : pcm) all += (double) sample * sample;
        return pcm.length == 0 ? 0 : Math.sqrt(all / pcm.length);
    }
}
