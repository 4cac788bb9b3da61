package org.strowger.audio;

/**
 * Takes a pitch period out of the audio, or puts one in, where the audio repeats itself anyway: so that the delay can
 * be changed without a click (overlap and add of similar waveforms). Belongs to one stream's loop.
 */
public final class TimeStretch {

    /** A place whose two periods are less alike than this is not used. */
    private static final double ALIKE = 0.85;

    private final int step;
    private final int shortest;
    private final int longest;
    private final int compared;

    public TimeStretch(int rate) {
        step = Math.max(1, rate / 8000);
        shortest = rate / 400;
        longest = rate / 100;
        compared = rate / 200;
    }

    /** Takes a period out of the first samples. Returns by how many samples they have become fewer. */
    public int shorten(short[] pcm, int samples) {
        int lag = lag(pcm, samples);
        if (lag == 0) return 0;
        fade(pcm, 0, lag, 0, lag);
        System.arraycopy(pcm, 2 * lag, pcm, lag, samples - 2 * lag);
        return lag;
    }

    /** Puts a period in. Returns by how many samples they have become more. */
    public int lengthen(short[] pcm, int samples) {
        int lag = lag(pcm, samples);
        if (lag == 0) return 0;
        System.arraycopy(pcm, lag, pcm, 2 * lag, samples - lag);
        fade(pcm, 2 * lag, 0, lag, lag);
        return lag;
    }

    /** Fades from one stretch to the other, both of this length. */
    private static void fade(short[] pcm, int one, int other, int to, int length) {
        for (int i = 0; i < length; i++)
            pcm[to + i] = (short) (pcm[one + i] + (pcm[other + i] - pcm[one + i]) * i / length);
    }

    private int lag(short[] pcm, int samples) {
        int most = Math.min(longest, Math.min(samples / 2, samples - compared));
        if (most < shortest) return 0;
        int lag = Likeness.bestLag(pcm, 0, compared, shortest, most, 1, step);
        double alike = Likeness.between(pcm, 0, lag, compared, 1);
        return alike >= ALIKE || isQuiet(pcm, samples) ? lag : 0;
    }

    /** Some 55 dB below full scale: audio softer than this may be cut anywhere without being noticed. */
    private static boolean isQuiet(short[] pcm, int samples) {
        for (int i = 0; i < samples; i++) if (Math.abs(pcm[i]) > 60) return false;
        return true;
    }
}
