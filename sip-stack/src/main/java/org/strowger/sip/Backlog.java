package org.strowger.sip;

import java.time.Duration;

/**
 * How long datagrams wait in the kernel, which doesn't say: what is read has come since the queue was last read empty. Written on the socket's
 * loop, read on any thread.
 */
final class Backlog {

    /** A burst that is read in so many turns is none. */
    private static final int FULL_TURNS = 4;
    /** The next turn comes sooner while datagrams wait, or it was the last one that emptied the queue. */
    private static final long LONGEST_PAUSE = Duration.ofMillis(200).toNanos();

    private int fullTurns;
    private long firstFull;
    private long lastFull;
    private volatile boolean standing;
    private volatile long since;

    void turnBegins(long now) {
        if (fullTurns > 0 && now - lastFull > LONGEST_PAUSE) emptied();
    }

    void turnEndsFull(long now) {
        if (fullTurns == 0) firstFull = now;
        lastFull = now;
        if (++fullTurns < FULL_TURNS) return;
        since = firstFull;
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
