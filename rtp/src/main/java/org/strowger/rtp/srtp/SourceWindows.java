package org.strowger.rtp.srtp;

import java.util.Arrays;

/**
 * The replay windows of all sources that a peer has sent under one key: one for each (RFC 3711 §3.2.3, §3.3.2). None is
 * forgotten as long as the key lasts, since what a forgotten source has sent could be sent again; only an authentic
 * packet makes one known, and a source beyond {@link #MOST} is not taken. Runs on the stream's loop.
 */
final class SourceWindows {

    /** One more each half minute for a day and a half. */
    static final int MOST = 4096;

    static final int UNKNOWN = -1;

    private int[] ssrcs = new int[4];
    private ReplayWindow[] windows = new ReplayWindow[4];
    private int count;
    private int last;

    /** Where a source is; {@link #UNKNOWN} for one that has not been heard. */
    int find(int ssrc) {
        if (last < count && ssrcs[last] == ssrc) return last;
        for (int i = 0; i < count; i++)
            if (ssrcs[i] == ssrc) {
                last = i;
                return i;
            }
        return UNKNOWN;
    }

    /** The highest index of a known source. */
    long highest(int source) {
        return windows[source].highest();
    }

    /** Whether a packet of this index may be looked into. */
    boolean admits(int source, long index) {
        return source == UNKNOWN ? count < MOST : windows[source].admits(index);
    }

    /** An authentic packet of a source has come, known or not. */
    void note(int source, int ssrc, long index) {
        int there = source == UNKNOWN ? learn(ssrc) : source;
        windows[there].note(index);
    }

    private int learn(int ssrc) {
        if (count == ssrcs.length) {
            ssrcs = Arrays.copyOf(ssrcs, 2 * count);
            windows = Arrays.copyOf(windows, 2 * count);
        }
        ssrcs[count] = ssrc;
        windows[count] = new ReplayWindow();
        last = count;
        return count++;
    }
}
