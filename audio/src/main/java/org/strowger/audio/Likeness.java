package org.strowger.audio;

/** How far two stretches of the same audio are alike. */
final class Likeness {

    private Likeness() {}

    /** Normalized correlation, -1 to 1; 0 where there is nothing but silence. Looks at every so many samples. */
    static double between(short[] pcm, int one, int other, int length, int step) {
        float both = 0;
        float ones = 0;
        float others = 0;
        for (int i = 0; i < length; i += step) {
            float a = pcm[one + i];
            float b = pcm[other + i];
            both += a * b;
            ones += a * a;
            others += b * b;
        }
        return ones == 0 || others == 0 ? 0 : both / Math.sqrt((double) ones * others);
    }

    /**
     * The distance, within these bounds, at which the audio repeats itself best: coarsely at first, then to the sample.
     *
     * @param sign 1 to compare with what lies behind, -1 with what lies before
     */
    static int bestLag(short[] pcm, int at, int length, int shortest, int longest, int sign, int step) {
        int coarse = best(pcm, at, length, shortest, longest, sign, step);
        if (step == 1) return coarse;
        int from = Math.max(shortest, coarse - step + 1);
        return best(pcm, at, length, from, Math.min(longest, coarse + step - 1), sign, 1);
    }

    private static int best(short[] pcm, int at, int length, int shortest, int longest, int sign, int step) {
        int best = shortest;
        double most = -2;
        for (int lag = shortest; lag <= longest; lag += step) {
            double alike = between(pcm, at, at + sign * lag, length, step);
            if (alike <= most) continue;
            most = alike;
            best = lag;
        }
        return best;
    }
}
