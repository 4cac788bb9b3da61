package org.strowger.audio;

import java.util.Random;

/**
 * Sounds with the features of speech that deceive detectors: a pitch with harmonics that glides, formants that move
 * from vowel to vowel, fricatives, stops, pauses between words and breaths between sentences. 8 kHz. The same each time
 * for the same seed.
 */
public final class SpeechLike {

    private static final int RATE = 8000;
    /** First three formants of vowels, Hz (Peterson and Barney 1952, men). */
    private static final double[][] VOWELS = {
        {270, 2290, 3010}, {390, 1990, 2550}, {530, 1840, 2480}, {660, 1720, 2410}, {730, 1090, 2440},
        {570, 840, 2410}, {440, 1020, 2240}, {300, 870, 2240}, {640, 1190, 2390}, {490, 1350, 1690}
    };

    /** Brings the mean power of vowels to that of a sine of the level asked for. */
    private static final double GAIN = 14;

    private enum Kind {
        VOWEL,
        FRICATIVE,
        STOP,
        PAUSE
    }

    private final Random random;
    private final double loudness;
    private Kind kind = Kind.PAUSE;
    private int left = 800;
    private int length = 800;
    private double pitch = 120;
    private double pitchTarget = 120;
    private double phase;
    private final double[] formants = {500, 1500, 2500};
    private double[] target = VOWELS[0];
    private final double[] state = new double[6];

    /** Speech whose vowels have this level, dBm0. */
    public SpeechLike(long seed, double level) {
        this.random = new Random(seed);
        this.loudness = GAIN * DtmfTone.peak(level);
    }

    /** Whether the sample that comes next belongs to a pause between words. */
    boolean isPause() {
        return kind == Kind.PAUSE;
    }

    /** Fills the array. */
    public void fill(short[] pcm) {
        for (int i = 0; i < pcm.length; i++)
            pcm[i] = (short) Math.clamp(Math.round(next()), Short.MIN_VALUE, Short.MAX_VALUE);
    }

    double next() {
        if (--left < 0) choose();
        double done = 1 - (double) left / length;
        double envelope = Math.min(1, 8 * Math.min(done, 1 - done));
        double source = switch (kind) {
            case VOWEL -> glottis();
            case FRICATIVE -> random.nextGaussian() * 0.3;
            case STOP -> done < 0.7 ? 0 : random.nextGaussian() * 0.5;
            case PAUSE -> 0;
        };
        return filtered(source * envelope) * loudness;
    }

    private void choose() {
        double dice = random.nextDouble();
        kind = switch (kind) {
            case PAUSE, FRICATIVE, STOP -> Kind.VOWEL;
            case VOWEL -> dice < 0.35 ? Kind.FRICATIVE : dice < 0.6 ? Kind.STOP : dice < 0.8 ? Kind.VOWEL : Kind.PAUSE;
        };
        double seconds = switch (kind) {
            case VOWEL -> 0.06 + 0.2 * random.nextDouble();
            case FRICATIVE -> 0.04 + 0.1 * random.nextDouble();
            case STOP -> 0.03 + 0.06 * random.nextDouble();
            case PAUSE -> random.nextDouble() < 0.2 ? 0.8 + random.nextDouble() : 0.3 + 0.2 * random.nextDouble();
        };
        left = length = (int) (seconds * RATE);
        target = VOWELS[random.nextInt(VOWELS.length)];
        if (kind == Kind.PAUSE) pitch = 80 + 220 * random.nextDouble();
        pitchTarget = Math.clamp(pitch * (0.7 + 0.6 * random.nextDouble()), 70, 400);
    }

    /** A pulse a period, falling as 12 dB an octave: the derivative of what a larynx lets through. */
    private double glottis() {
        pitch += (pitchTarget - pitch) / 2000;
        phase += pitch / RATE;
        if (phase >= 1) phase -= 1;
        double open = phase / 0.6;
        return open < 1 ? 3 * open * open - 2 * open : 0;
    }

    private double filtered(double source) {
        double signal = source;
        for (int f = 0; f < 3; f++) {
            formants[f] += (target[f] - formants[f]) / 400;
            double radius = Math.exp(-Math.PI * (60 + 30 * f) / RATE);
            double a = 2 * radius * Math.cos(2 * Math.PI * formants[f] / RATE);
            double out = (1 - radius) * signal + a * state[2 * f] - radius * radius * state[2 * f + 1];
            state[2 * f + 1] = state[2 * f];
            state[2 * f] = out;
            signal = f == 0 ? out * 4 : out + 0.3 * signal;
        }
        return signal;
    }
}
