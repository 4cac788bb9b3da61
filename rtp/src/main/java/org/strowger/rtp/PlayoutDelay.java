package org.strowger.rtp;

import java.util.Arrays;

/**
 * How long packets should wait to be heard so that nearly all are there in time. What the fastest packets of the last
 * seconds took is the measure, so that a clock that drifts shows as a measure that moves; how much longer the others
 * take is kept in a histogram that forgets. Nanoseconds; runs on the stream's loop.
 */
final class PlayoutDelay {

    static final long SHORTEST = 20_000_000;
    static final long LONGEST = 200_000_000;

    /** Of the packets, this share is to be in time. */
    private static final double IN_TIME = 0.97;

    /** What each packet leaves of what was known before: a memory of some 4 s at 20 ms. */
    private static final double MEMORY = 0.995;

    private static final long BIN = 5_000_000;
    private static final long WINDOW = 4_000_000_000L;

    /** A packet that lies further than this from those before it means that the source has set its clock anew. */
    private static final long JUMP = 1_500_000_000;

    private final double[] histogram = new double[(int) (LONGEST / BIN) + 1];
    private long fastest;
    private long fastestBefore;
    private long windowEnds;
    private boolean known;
    private long target = SHORTEST;

    /** Forgets all. */
    void restart() {
        known = false;
        target = SHORTEST;
        Arrays.fill(histogram, 0);
    }

    /** Whether a packet's time has nothing to do with that of those before. */
    boolean isJump(long mediaTime, long now) {
        return known && Math.abs(now - mediaTime - measure()) > JUMP;
    }

    /** A packet of that media time has come. */
    void arrived(long mediaTime, long now) {
        long transit = now - mediaTime;
        if (!known) begin(transit, now);
        if (now >= windowEnds) {
            fastestBefore = fastest;
            fastest = transit;
            windowEnds = now + WINDOW;
        }
        fastest = Math.min(fastest, transit);
        note((int) Math.min(histogram.length - 1, (transit - measure()) / BIN));
    }

    private void begin(long transit, long now) {
        known = true;
        fastest = transit;
        fastestBefore = transit;
        windowEnds = now + WINDOW;
    }

    private long measure() {
        return Math.min(fastest, fastestBefore);
    }

    private void note(int bin) {
        double all = 0;
        for (int i = 0; i < histogram.length; i++) {
            histogram[i] *= MEMORY;
            all += histogram[i];
        }
        histogram[bin] += 1 - MEMORY;
        all += 1 - MEMORY;
        double sum = 0;
        int quantile = 0;
        while (quantile < histogram.length - 1 && (sum += histogram[quantile]) < IN_TIME * all) quantile++;
        target = Math.clamp((quantile + 1) * BIN, SHORTEST, LONGEST);
    }

    /** How long after the fastest a packet should be heard. */
    long target() {
        return target;
    }

    /** When a packet of that media time should be heard. */
    long due(long mediaTime) {
        return mediaTime + measure() + target;
    }
}
