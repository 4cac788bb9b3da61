package org.strowger.sip;

import java.time.Duration;

/**
 * How long datagrams wait in the kernel, which doesn't say: what is read has come since the queue was last read empty, and no longer ago than it
 * takes to read all that the kernel can hold. Written on the socket's loop, read on any thread.
 */
final class Backlog {

    /** A burst that is read in so many turns is none. */
    private static final int FULL_TURNS = 4;
    /** The next turn comes sooner while datagrams wait, or it was the last one that emptied the queue. */
    private static final long LONGEST_PAUSE = Duration.ofMillis(200).toNanos();

    /** When the last full turns ended, the one after the newest being the oldest. */
    private final long[] ends;

    private int fullTurns;
    private long firstFull;
    private long lastFull;
    private volatile boolean standing;
    private volatile long since;

    /**
     * Nothing waits.
     *
     * @param mostTurns so many full turns read all that the kernel holds at most
     */
    Backlog(int mostTurns) {
        ends = new long[Math.max(mostTurns, FULL_TURNS)];
    }

    void turnBegins(long now) {
        if (fullTurns > 0 && now - lastFull > LONGEST_PAUSE) emptied();
    }

    void turnEndsFull(long now) {
        if (fullTurns == 0) firstFull = now;
        lastFull = now;
        int turn = fullTurns++;
        int place = turn % ends.length;
        long oldest = turn < ends.length ? firstFull : ends[place];
        ends[place] = now;
        if (fullTurns < FULL_TURNS) return;
        since = oldest;
        standing = true;
    }

    void emptied() {
        fullTurns = 0;
        standing = false;
    }

    long nanos(long now) {
        return standing ? Math.max(0, now - since) : 0;
    }
}
