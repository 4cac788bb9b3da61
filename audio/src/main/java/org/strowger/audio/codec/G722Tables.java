package org.strowger.audio.codec;

/**
 * The constants of ITU-T G.722 that both of its ends need: quantizer outputs, step changes and the quadrature mirror
 * filter.
 */
final class G722Tables {

    /**
     * Output of the lower band's quantizer by the upper four bits of its code (QM4), which alone drive the adaptation.
     */
    static final int[] LOWER_4 = {
        0, -20_456, -12_896, -8968, -6288, -4240, -2584, -1200, 20_456, 12_896, 8968, 6288, 4240, 2584, 1200, 0
    };

    /** The same by all six bits (QM6), which are heard. */
    static final int[] LOWER_6 = {
        -136, -136, -136, -136, -24_808, -21_904, -19_008, -16_704, -14_984, -13_512, -12_280, -11_192, -10_232, -9360,
        -8576, -7856, -7192, -6576, -6000, -5456, -4944, -4464, -4008, -3576, -3168, -2776, -2400, -2032, -1688, -1360,
        -1040, -728, 24_808, 21_904, 19_008, 16_704, 14_984, 13_512, 12_280, 11_192, 10_232, 9360, 8576, 7856, 7192,
        6576, 6000, 5456, 4944, 4464, 4008, 3576, 3168, 2776, 2400, 2032, 1688, 1360, 1040, 728, 432, 136, -432, -136
    };

    /** Output of the upper band's quantizer (QM2). */
    static final int[] UPPER_2 = {-7408, -1616, 7408, 1616};

    /** Logarithmic step change of the lower band by the upper four bits of the code (WL of RL42). */
    static final int[] LOWER_STEP = {-60, 3042, 1198, 538, 334, 172, 58, -30, 3042, 1198, 538, 334, 172, 58, -30, -60};

    /** Logarithmic step change of the upper band (WH of RH2). */
    static final int[] UPPER_STEP = {798, -214, 798, -214};

    /** One half of the symmetric filter. */
    private static final int[] MIRROR = {3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11};

    static final int MIRROR_TAPS = 2 * MIRROR.length;

    private G722Tables() {}

    /** The filter's weights over every second sample from the given one. */
    static int forward(int[] samples, int from) {
        int sum = 0;
        for (int i = 0; i < MIRROR.length; i++) sum += MIRROR[i] * samples[from + 2 * i];
        return sum;
    }

    /** The same with the weights in reverse. */
    static int backward(int[] samples, int from) {
        int sum = 0;
        for (int i = 0; i < MIRROR.length; i++) sum += MIRROR[MIRROR.length - 1 - i] * samples[from + 2 * i];
        return sum;
    }
}
