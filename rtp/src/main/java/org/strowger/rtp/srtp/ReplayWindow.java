package org.strowger.rtp.srtp;

/** Which of the last 64 packets have come (RFC 3711 §3.3.2), or have gone. */
final class ReplayWindow {

    private static final int SIZE = 64;

    private long highest = -1;
    private long seen;

    /** The highest index noted; −1 before the first. */
    long highest() {
        return highest;
    }

    /** Whether a packet of this index may still be taken: new, and not older than the window. */
    boolean admits(long index) {
        long behind = highest - index;
        return behind < 0 || (behind < SIZE && ((seen >>> behind) & 1) == 0);
    }

    /** An authentic packet of this index has come, or one has gone. */
    void note(long index) {
        long ahead = index - highest;
        if (highest < 0 || ahead >= SIZE) seen = 1;
        else if (ahead > 0) seen = (seen << ahead) | 1;
        else seen |= 1L << -ahead;
        highest = Math.max(highest, index);
    }
}
