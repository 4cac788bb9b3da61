package org.strowger.audio;

import java.util.Arrays;

/**
 * Hears digits in audio: Goertzel's filter at the eight frequencies of ITU-T Q.23, over windows of 12.75 ms that
 * overlap by half. A digit counts after four windows in a row (Q.24: 40 ms are recognised, 23 ms are not), and is over
 * after five without it, so that an interruption of 10 ms is none. To tell it from speech, each window must hold nearly
 * nothing but two tones, one of each group, whose levels differ by no more than the twist that a line makes and don't
 * change. Runs on the stream's loop; no garbage.
 */
public final class DtmfDetector {

    /** Told of each digit when it has been heard for long enough. */
    @FunctionalInterface
    public interface Listener {
        void pressed(char digit);
    }

    private static final int WINDOW_AT_8000 = 102;
    private static final int TO_PRESS = 4;
    private static final int TO_RELEASE = 5;

    /** dBm0, of each tone; Q.24 has networks work from -25 and ignore -55. */
    private static final double WEAKEST = -38;

    /** The upper tone above the lower, 8 dB, and below it, 4 dB. */
    private static final double NORMAL_TWIST = Math.pow(10, 0.8);

    private static final double REVERSE_TWIST = Math.pow(10, 0.4);

    /** A tone above the others of its group, 8 dB. */
    private static final double ABOVE_GROUP = Math.pow(10, 0.8);

    /** Share of the two tones in all power of the window; 1.5 % off and 10 dB above noise, a digit has 0.74. */
    private static final double SHARE = 0.70;

    /** What the level may change from one window to the next, 2 dB. */
    private static final double STEADY = Math.pow(10, 0.2);

    private final Listener listener;
    private final int window;
    private final int hop;
    private final float[] coefficients = new float[8];
    private final double weakest;
    private final short[] samples;
    private final double[] power = new double[8];
    private int filled;

    private int candidate = NONE;
    private double candidatePower;
    private int hits;
    private int pressed = NONE;
    private int misses;

    private static final int NONE = -1;

    /** For audio of this rate, Hz. */
    public DtmfDetector(int rate, Listener listener) {
        this.listener = listener;
        this.hop = WINDOW_AT_8000 / 2 * rate / 8000;
        this.window = 2 * hop;
        this.samples = new short[window];
        for (int i = 0; i < 4; i++) {
            coefficients[i] = (float) (2 * Math.cos(2 * Math.PI * Digits.row(i) / rate));
            coefficients[4 + i] = (float) (2 * Math.cos(2 * Math.PI * Digits.column(i) / rate));
        }
        double peak = DtmfTone.peak(WEAKEST);
        this.weakest = peak * peak / 2 * window; // as energy of the window
    }

    /** Takes the next samples. */
    public void hear(short[] pcm, int from, int count) {
        int at = from;
        int end = from + count;
        while (at < end) {
            int taken = Math.min(end - at, window - filled);
            System.arraycopy(pcm, at, samples, filled, taken);
            filled += taken;
            at += taken;
            if (filled == window) {
                judge();
                System.arraycopy(samples, hop, samples, 0, hop);
                filled = hop;
            }
        }
    }

    /** Forgets what it has heard, as at a gap. */
    void reset() {
        filled = 0;
        hits = 0;
        candidate = NONE;
        pressed = NONE;
        misses = 0;
    }

    private void judge() {
        int digit = digitInWindow();
        if (pressed != NONE) {
            misses = digit == pressed ? 0 : misses + 1;
            if (misses >= TO_RELEASE || (digit != NONE && digit != pressed)) pressed = NONE;
            else return;
        }
        if (digit == NONE) {
            hits = 0;
            candidate = NONE;
            return;
        }
        double level = power[digit / 4] + power[4 + digit % 4];
        boolean steady = level < candidatePower * STEADY && candidatePower < level * STEADY;
        hits = digit == candidate && steady ? hits + 1 : 1;
        candidate = digit;
        candidatePower = level;
        if (hits < TO_PRESS) return;
        pressed = digit;
        misses = 0;
        hits = 0;
        listener.pressed(Digits.at(digit / 4, digit % 4));
    }

    /** Four times the row plus the column, or {@link #NONE}. */
    private int digitInWindow() {
        double energy = 0;
        for (int i = 0; i < window; i++) energy += samples[i] * samples[i];
        if (energy < 2 * weakest) return NONE;
        Arrays.fill(power, 0);
        for (int i = 0; i < 8; i++) power[i] = goertzel(coefficients[i]);
        int row = loudest(0);
        int column = loudest(4) - 4;
        double low = power[row];
        double high = power[4 + column];
        if (low < weakest || high < weakest) return NONE;
        if (high > low * NORMAL_TWIST || low > high * REVERSE_TWIST) return NONE;
        if (low + high < SHARE * energy) return NONE;
        if (!standsOut(0, row) || !standsOut(4, 4 + column)) return NONE;
        return 4 * row + column;
    }

    /** Energy of the window at this frequency. */
    private double goertzel(float coefficient) {
        float one = 0;
        float two = 0;
        for (int i = 0; i < window; i++) {
            float next = samples[i] + coefficient * one - two;
            two = one;
            one = next;
        }
        double a = one;
        double b = two;
        return (a * a + b * b - coefficient * a * b) * 2 / window;
    }

    private int loudest(int group) {
        int best = group;
        for (int i = group + 1; i < group + 4; i++) if (power[i] > power[best]) best = i;
        return best;
    }

    private boolean standsOut(int group, int best) {
        for (int i = group; i < group + 4; i++) if (i != best && power[i] * ABOVE_GROUP > power[best]) return false;
        return true;
    }
}
