package org.strowger.media.relay;

import java.time.Duration;
import org.strowger.sdp.Direction;

/**
 * Finds out that a peer has gone without a word. It waits only while the two speak with each other: one that holds, or
 * is held, may be silent. It begins anew with each description and each bridge. Runs on the stream's loop.
 */
final class SilenceWatch {

    private final long limit;
    private boolean expecting;
    private boolean told;
    private long since;

    SilenceWatch(Duration limit) {
        this.limit = limit.toNanos();
    }

    void heard(long now) {
        since = now;
        told = false;
    }

    /** A description has come. */
    void expect(Direction peers, long now) {
        expecting = peers == Direction.SENDRECV;
        restart(now);
    }

    void restart(long now) {
        since = now;
        told = false;
    }

    /** True once for each silence. */
    boolean isTooLong(long now) {
        if (!expecting || told || limit == 0 || length(now) < limit) return false;
        told = true;
        return true;
    }

    long length(long now) {
        return now - since;
    }
}
