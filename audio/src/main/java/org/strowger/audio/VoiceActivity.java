package org.strowger.audio;

import java.util.Arrays;

/**
 * Tells speech from silence, frame by frame of 20 ms: speech is what stands 6 dB above the noise, and above -52 dBm0 at
 * all. The noise is the quietest that was heard within the last seconds (minimum statistics, R. Martin 2001, of the
 * frames' levels), so that it follows a noise that grows within three seconds. Two frames in a row begin speech; 160 ms
 * without end it, so that the gaps between syllables are speech. Runs on the stream's loop; no garbage.
 */
public final class VoiceActivity {

    /** Told when it changes. */
    public interface Listener {
        void speaks();

        void fallsSilent();
    }

    static final int FRAME_MILLIS = 20;

    private static final double ABOVE_NOISE_DB = 6;
    private static final double QUIETEST_DBM0 = -52;
    /** The noise of a line that has not been heard yet: what comes first is speech. */
    private static final double QUIET_LINE_DBM0 = -60;

    private static final int TO_BEGIN = 2;
    private static final int TO_END = 8;

    /** The minimum is taken over eight parts of 400 ms. */
    private static final int PARTS = 8;

    private static final int FRAMES_IN_PART = 20;

    /** How far the mean of a noise's short-term level lies above its minimum, dB. */
    private static final double MINIMUM_BIAS_DB = 1.5;

    private final Listener listener;
    private final double[] minima = new double[PARTS];
    private int part;
    private int framesInPart;
    private int active;
    private int quiet;
    private boolean speaking;

    public VoiceActivity(Listener listener) {
        this.listener = listener;
        Arrays.fill(minima, QUIET_LINE_DBM0);
    }

    public boolean isSpeaking() {
        return speaking;
    }

    /** Takes a frame of 20 ms, of any rate. */
    void hear(short[] pcm, int from, int count) {
        heard(level(pcm, from, count));
    }

    /** Takes a frame in which nothing came, or what came stands for silence. */
    public void hearNothing() {
        count(false);
    }

    /** Takes a frame by its level, dBm0. */
    public void heard(double level) {
        double noise = noise(level);
        count(level > Math.max(noise + ABOVE_NOISE_DB, QUIETEST_DBM0));
    }

    private void count(boolean isActive) {
        active = isActive ? active + 1 : 0;
        quiet = isActive ? 0 : quiet + 1;
        if (!speaking && active >= TO_BEGIN) {
            speaking = true;
            listener.speaks();
        } else if (speaking && quiet >= TO_END) {
            speaking = false;
            listener.fallsSilent();
        }
    }

    private double noise(double level) {
        if (++framesInPart > FRAMES_IN_PART) {
            framesInPart = 1;
            part = (part + 1) % PARTS;
            minima[part] = level;
        }
        minima[part] = Math.min(minima[part], level);
        double least = level;
        for (double minimum : minima) least = Math.min(least, minimum);
        return least + MINIMUM_BIAS_DB;
    }

    /** Level of a frame, dBm0: a sine at full scale has 3.17. */
    public static double level(short[] pcm, int from, int count) {
        long energy = 1;
        for (int i = from; i < from + count; i++) energy += pcm[i] * pcm[i];
        // A full-scale sine has half the square of its peak.
        return 3.17 + 10 * Math.log10(2.0 * energy / count / (32_767.0 * 32_767.0));
    }
}
