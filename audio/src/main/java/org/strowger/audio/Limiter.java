package org.strowger.audio;

/**
 * Keeps a sum of many voices within 16 bits: turns it down at once where it would be too loud, and up again within half
 * a second.
 */
public final class Limiter {

    /** Gains are in 4096ths. */
    public static final int UNITY = 4096;

    private static final int LOUDEST = 32_000;
    private static final int RELEASE = UNITY / 25;

    private int gain = UNITY;

    /** The gain for a frame with this peak, in {@link #UNITY}ths. */
    public int gain(int peak) {
        int bearable = peak <= LOUDEST ? UNITY : (int) ((long) LOUDEST * UNITY / peak);
        gain = Math.min(bearable, gain + RELEASE);
        return gain;
    }
}
