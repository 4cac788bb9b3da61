package org.strowger.audio;

/**
 * The noise that a peer describes instead of sending its silence (RFC 3389): level, and shape by reflection
 * coefficients. Belongs to one stream's loop.
 */
public final class ComfortNoise {

    private static final int MOST_COEFFICIENTS = 12;

    /** A sample of uniform noise of 1 to each side has a third of its power. */
    private static final double UNIFORM = Math.sqrt(3);

    private final double[] reflection = new double[MOST_COEFFICIENTS];
    private final double[] state = new double[MOST_COEFFICIENTS + 1];
    private int order;
    private double gain;
    private int random = 1;

    /** Takes a description. */
    public void describe(byte[] payload, int length) {
        if (length == 0) return;
        // §3: the level in -dBov, then quantized coefficients of -1 to 1
        double level = Short.MAX_VALUE * Math.pow(10, -(payload[0] & 0x7F) / 20.0);
        order = Math.min(length - 1, MOST_COEFFICIENTS);
        double prediction = 1;
        for (int i = 0; i < order; i++) {
            reflection[i] = ((payload[i + 1] & 0xFF) - 127) / 128.0;
            prediction *= 1 - reflection[i] * reflection[i];
        }
        gain = level * UNIFORM * Math.sqrt(Math.max(prediction, 0));
    }

    /** Makes noise. */
    public void make(short[] pcm, int at, int samples) {
        for (int i = 0; i < samples; i++)
            pcm[at + i] = (short) Math.clamp(Math.round(shaped(white() * gain)), Short.MIN_VALUE, Short.MAX_VALUE);
    }

    /** The lattice of an all-pole filter. */
    private double shaped(double excitation) {
        double forward = excitation;
        for (int i = order - 1; i >= 0; i--) {
            forward -= reflection[i] * state[i];
            state[i + 1] = state[i] + reflection[i] * forward;
        }
        state[0] = forward;
        return forward;
    }

    private double white() {
        random ^= random << 13;
        random ^= random >>> 17;
        random ^= random << 5;
        return random / (double) (1L << 31);
    }
}
