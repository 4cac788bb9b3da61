package org.strowger.audio;

/**
 * Whether a frame holds one sine and nothing else, and which. A sine is what predicts itself as
 * {@code x[n] = 2 cos w x[n-1] - x[n-2]}; the w that does so best is its frequency, and what it doesn't predict is
 * everything else (Prony's method, of order two). No state.
 */
final class PureTone {

    /** No sine. */
    static final double NONE = 0;

    /** How much of the energy may remain unpredicted, as a share: that of a sine 17 dB above noise. */
    private static final double REST = 0.02;

    private static final double WEAKEST_DBM0 = -40;

    private PureTone() {}

    /**
     * By how much the energies of a frame's quarters may differ: more is the beat of two sines of nearly the same
     * frequency.
     */
    private static final double EVEN = 2;

    /** The frequency in Hz of the one sine in a frame, or {@link #NONE}. */
    static double frequency(short[] pcm, int from, int count, int rate) {
        if (VoiceActivity.level(pcm, from, count) < WEAKEST_DBM0) return NONE;
        double cross = 0;
        double square = 0;
        for (int i = from + 2; i < from + count; i++) {
            double middle = pcm[i - 1];
            cross += middle * (pcm[i] + pcm[i - 2]);
            square += middle * middle;
        }
        double twice = cross / square;
        if (Math.abs(twice) >= 2) return NONE;
        double rest = 0;
        double energy = 0;
        for (int i = from + 2; i < from + count; i++) {
            double error = pcm[i] + pcm[i - 2] - twice * pcm[i - 1];
            rest += error * error;
            energy += (double) pcm[i] * pcm[i];
        }
        // For white noise the rest has 2 + (2 cos w)^2 times its energy.
        double noise = rest / (2 + twice * twice);
        return noise > REST * energy || !isEven(pcm, from, count / 4)
                ? NONE
                : Math.acos(twice / 2) * rate / (2 * Math.PI);
    }

    private static boolean isEven(short[] pcm, int from, int quarter) {
        double least = Double.MAX_VALUE;
        double most = 0;
        for (int i = 0; i < 4; i++) {
            double energy = 0;
            for (int j = from + i * quarter; j < from + (i + 1) * quarter; j++) energy += (double) pcm[j] * pcm[j];
            least = Math.min(least, energy);
            most = Math.max(most, energy);
        }
        return most <= EVEN * least;
    }
}
