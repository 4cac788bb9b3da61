package org.strowger.audio;

/**
 * Makes up for lost packets after the manner of ITU-T G.711 Appendix I: the last pitch period is repeated, from 10 ms
 * on more and more quietly, until nothing is left after 60 ms; what comes then is faded in over it. Runs on the
 * stream's loop.
 */
public final class Concealment {

    private static final int LOUD_MILLIS = 10;
    private static final int LONGEST_MILLIS = 60;

    private final int perMilli;
    private final int step;
    private final int shortest;
    private final int longest;
    private final int template;
    private final short[] history;
    private final short[] cycle;
    private int period;
    private int position;
    private int made;

    public Concealment(int rate) {
        perMilli = rate / 1000;
        step = Math.max(1, rate / 8000);
        shortest = 5 * perMilli;
        longest = 15 * perMilli;
        template = 20 * perMilli;
        history = new short[template + 2 * longest];
        cycle = new short[longest];
    }

    /** Whether what it makes has died away. */
    public boolean isOver() {
        return made >= LONGEST_MILLIS * perMilli;
    }

    /** Makes samples for what is missing. */
    public void conceal(short[] pcm, int at, int samples) {
        if (made == 0) findPeriod();
        for (int i = 0; i < samples; i++) pcm[at + i] = next();
    }

    private void findPeriod() {
        int end = history.length;
        period = Likeness.bestLag(history, end - template, template, shortest, longest, -1, step);
        int quarter = period / 4;
        for (int i = 0; i < period; i++) {
            int sample = history[end - period + i];
            int into = i - (period - quarter);
            // The end of the period leads back to its beginning.
            if (into > 0) sample += (history[end - 2 * period + i] - sample) * into / quarter;
            cycle[i] = (short) sample;
        }
        position = 0;
    }

    private short next() {
        int fading = made++ - LOUD_MILLIS * perMilli;
        int fade = (LONGEST_MILLIS - LOUD_MILLIS) * perMilli;
        int sample = cycle[position];
        position = position + 1 == period ? 0 : position + 1;
        if (fading <= 0) return (short) sample;
        return fading >= fade ? 0 : (short) (sample * (fade - fading) / fade);
    }

    /** Takes note of what came, and fades it in if it follows a loss. */
    public void heard(short[] pcm, int samples) {
        if (made > 0) fadeIn(pcm, samples);
        int kept = Math.min(samples, history.length);
        System.arraycopy(history, kept, history, 0, history.length - kept);
        System.arraycopy(pcm, samples - kept, history, history.length - kept, kept);
    }

    /** Longer after a longer loss: 4 ms for each 10 ms, 10 ms at most. */
    private void fadeIn(short[] pcm, int samples) {
        int length = Math.min(samples, Math.clamp(made * 4 / 10, 4 * perMilli, 10 * perMilli));
        for (int i = 0; i < length; i++) {
            int before = next();
            pcm[i] = (short) (before + (pcm[i] - before) * i / length);
        }
        made = 0;
    }
}
