package org.strowger.media;

import java.util.ArrayList;

/**
 * The time of all that is on one loop: one tick of 20 ms shared by all that play, while any does, and one watch each half second
 * over all streams, while there are any. Runs on the loop.
 */
final class LoopClock {

    /** The packet time of what we send ourselves. */
    static final long TICK_NANOS = 20_000_000;

    /** Nothing is due. */
    static final long NEVER = Long.MAX_VALUE;

    /** A loop that was held up sends at most this much at once; then the schedule moves. */
    private static final long CATCH_UP_NANOS = 5 * TICK_NANOS;

    /** The time between two watches. */
    static final long WATCH_NANOS = 500_000_000;

    /** Hears and speaks at each tick until there is nothing more to do. */
    interface Ticking {
        /** False when there will be no more ticks. */
        boolean tick(long now);
    }

    /** Looked after now and then. */
    interface Watched {
        void watch(long now);
    }

    private final ArrayList<Ticking> ticking = new ArrayList<>();
    private final ArrayList<Watched> watched = new ArrayList<>();
    private long tickedAt = Long.MIN_VALUE;
    private long nextTick = NEVER;
    private long nextWatch = NEVER;

    void startTicking(Ticking player, long now) {
        if (ticking.isEmpty()) nextTick = now;
        ticking.add(player);
    }

    void watch(Watched stream, long now) {
        if (watched.isEmpty()) nextWatch = now + WATCH_NANOS;
        watched.add(stream);
    }

    void unwatch(Watched stream) {
        watched.remove(stream);
        if (watched.isEmpty()) nextWatch = NEVER;
    }

    /** The time of the tick that runs, or of the last: what is made once for each tick asks for it. */
    long tickedAt() {
        return tickedAt;
    }

    /** When {@link #run} is to be called next, or {@link #NEVER}. */
    long next() {
        return Math.min(nextTick, nextWatch);
    }

    /** Does what is due. */
    void run(long now) {
        if (now >= nextTick) runTicks(now);
        if (now >= nextWatch) runWatch(now);
    }

    private void runTicks(long now) {
        if (now - nextTick > CATCH_UP_NANOS) nextTick = now - CATCH_UP_NANOS;
        while (nextTick <= now) {
            tickAll(nextTick);
            nextTick = ticking.isEmpty() ? NEVER : nextTick + TICK_NANOS;
        }
    }

    /** Keeps those that go on, in order and in place. */
    private void tickAll(long at) {
        tickedAt = at;
        int kept = 0;
        for (int i = 0; i < ticking.size(); i++) {
            Ticking player = ticking.get(i);
            if (player.tick(at)) ticking.set(kept++, player);
        }
        for (int i = ticking.size() - 1; i >= kept; i--) ticking.remove(i);
    }

    private void runWatch(long now) {
        for (int i = 0; i < watched.size(); i++) watched.get(i).watch(now);
        nextWatch = now + WATCH_NANOS;
    }
}
