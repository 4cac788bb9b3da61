package org.strowger.audio.codec;

/**
 * One sub-band of ITU-T G.722: the adaptive predictor of two poles and six zeroes (block 4) and the adaptive step
 * (block 3), which encoder and decoder keep alike. Arithmetic is that of the Recommendation, 16 bits with saturation;
 * comments name its functional blocks.
 */
final class G722Band {

    private static final int[] LOG_STEPS = {
        2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834,
        2896, 2960, 3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008
    };

    private final int shift;
    private final int maxLogStep;
    private int logStep;
    private int step;
    private int prediction;
    private int zeroes;
    private int pole1;
    private int pole2;
    private int reconstructed1;
    private int reconstructed2;
    private int partial1;
    private int partial2;
    private final int[] differences = new int[7];
    private final int[] weights = new int[7];

    private G722Band(int step, int shift, int maxLogStep) {
        this.step = step;
        this.shift = shift;
        this.maxLogStep = maxLogStep;
    }

    static G722Band lower() {
        return new G722Band(32, 8, 18_432);
    }

    static G722Band upper() {
        return new G722Band(8, 10, 22_528);
    }

    /** The estimate of the next sample. */
    int prediction() {
        return prediction;
    }

    /** The quantizer's scale. */
    int step() {
        return step;
    }

    /** A quantizer's output value at the present scale. */
    int scaled(int value) {
        return (step * value) >> 15;
    }

    /**
     * Goes on to the next sample.
     *
     * @param difference quantized, at the present scale
     * @param stepChange logarithmic, of the code just used
     */
    void adapt(int difference, int stepChange) {
        // LOGSCL, LOGSCH; SCALEL, SCALEH
        logStep = Math.clamp(((logStep * 127) >> 7) + stepChange, 0, maxLogStep);
        int down = shift - (logStep >> 11);
        int value = LOG_STEPS[(logStep >> 6) & 31];
        step = (down < 0 ? value << -down : value >> down) << 2;
        predict(difference);
    }

    private void predict(int difference) {
        int reconstructed = saturate(prediction + difference); // RECONS
        int partial = saturate(zeroes + difference); // PARREC
        int newPole2 = pole2(partial);
        int newPole1 = pole1(partial, newPole2);
        adaptZeroes(difference);
        pole1 = newPole1;
        pole2 = newPole2;
        partial2 = partial1;
        partial1 = partial;
        reconstructed2 = reconstructed1;
        reconstructed1 = reconstructed;
        // FILTEP, FILTEZ, PREDIC
        int poles = saturate(
                ((pole1 * saturate(2 * reconstructed1)) >> 15) + ((pole2 * saturate(2 * reconstructed2)) >> 15));
        int sum = 0;
        for (int i = 6; i > 0; i--) sum = saturate(sum + ((weights[i] * saturate(2 * differences[i])) >> 15));
        zeroes = sum;
        prediction = saturate(poles + zeroes);
    }

    /** UPPOL2 */
    private int pole2(int partial) {
        boolean sameAsLast = (partial ^ partial1) >= 0;
        boolean sameAsBefore = (partial ^ partial2) >= 0;
        int towards = saturate(4 * pole1);
        int change = Math.min(sameAsLast ? -towards : towards, 32_767) >> 7;
        return Math.clamp((sameAsBefore ? 128 : -128) + change + ((pole2 * 32_512) >> 15), -12_288, 12_288);
    }

    /** UPPOL1 */
    private int pole1(int partial, int newPole2) {
        int change = (partial ^ partial1) >= 0 ? 192 : -192;
        int limit = saturate(15_360 - newPole2);
        return Math.clamp(saturate(change + ((pole1 * 32_640) >> 15)), -limit, limit);
    }

    /** UPZERO and DELAYA: the differences move on as they are used. */
    private void adaptZeroes(int difference) {
        int gain = difference == 0 ? 0 : 128;
        for (int i = 6; i > 0; i--) {
            int earlier = i == 1 ? difference : differences[i - 1];
            int change = (differences[i] ^ difference) >= 0 ? gain : -gain;
            weights[i] = saturate(change + ((weights[i] * 32_640) >> 15));
            differences[i] = earlier;
        }
    }

    static int saturate(int value) {
        return Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
