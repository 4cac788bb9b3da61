package org.strowger.rtp.loop;

import java.util.ArrayList;
import org.strowger.audio.Frames;

/**
 * The time of all that is on one loop: one tick of 20 ms shared by all that play, while any does, one beat in the midst
 * of two ticks for those whose packets are shorter, and one watch each half second over all streams, while there are
 * any. What one stream throws is that stream's alone: the others have their tick, and the schedule goes on. Runs on the
 * loop.
 */
public final class LoopClock {

    /** Nothing is due. */
    public static final long NEVER = Long.MAX_VALUE;

    /**
     * A loop that was held up makes up for at most this much at once. What it missed beyond that is left out, and the
     * schedule moves.
     */
    private static final long CATCH_UP_NANOS = 5 * Frames.TICK_NANOS;

    /** The time between two watches. */
    static final long WATCH_NANOS = 500_000_000;

    /** Hears and speaks at each tick until there is nothing more to do. */
    public interface Ticking {
        /** False when there will be no more ticks. */
        boolean tick(long now);

        /** In the midst of two ticks, once for each {@link #betweenTicks}. */
        public default void betweenTicks(long now) {}

        /** Its tick has thrown. False if there are to be no more. */
        default boolean goesOn() {
            return false;
        }
    }

    /** Is asked each half second whether anything is due, such as a report. */
    public interface Watched {
        void watch(long now);
    }

    private final LoopFaults faults;
    private final ArrayList<Ticking> ticking = new ArrayList<>();
    private final ArrayList<Ticking> between = new ArrayList<>();
    private final ArrayList<Watched> watched = new ArrayList<>();
    private long tickedAt = Long.MIN_VALUE;
    private long nextTick = NEVER;
    private long nextBetween = NEVER;
    private long nextWatch = NEVER;

    public LoopClock(LoopFaults faults) {
        this.faults = faults;
    }

    public void startTicking(Ticking player, long now) {
        if (ticking.isEmpty()) nextTick = now;
        ticking.add(player);
    }

    /** Calls {@link Ticking#betweenTicks} once, half way to the next tick. To be called in a tick. */
    public void betweenTicks(Ticking player) {
        nextBetween = tickedAt + Frames.TICK_NANOS / 2;
        between.add(player);
    }

    public void watch(Watched stream, long now) {
        if (watched.isEmpty()) nextWatch = now + WATCH_NANOS;
        watched.add(stream);
    }

    public void unwatch(Watched stream) {
        watched.remove(stream);
        if (watched.isEmpty()) nextWatch = NEVER;
    }

    /** The time of the tick that runs, or of the last: what is made once for each tick asks for it. */
    public long tickedAt() {
        return tickedAt;
    }

    /** When {@link #run} is to be called next, or {@link #NEVER}. */
    public long next() {
        return Math.min(Math.min(nextTick, nextBetween), nextWatch);
    }

    /** Does what is due, in the order in which it was. */
    public void run(long now) {
        if (nextTick != NEVER && now - nextTick > CATCH_UP_NANOS) nextTick = now - CATCH_UP_NANOS;
        while (Math.min(nextTick, nextBetween) <= now) {
            if (nextBetween <= nextTick) runBetween(nextBetween);
            else runTick(nextTick);
        }
        if (now >= nextWatch) runWatch(now);
    }

    /** Keeps those that go on, in order and in place. */
    private void runTick(long at) {
        tickedAt = at;
        int kept = 0;
        for (int i = 0; i < ticking.size(); i++) {
            Ticking player = ticking.get(i);
            if (ticks(player, at)) ticking.set(kept++, player);
        }
        for (int i = ticking.size() - 1; i >= kept; i--) ticking.remove(i);
        nextTick = ticking.isEmpty() ? NEVER : at + Frames.TICK_NANOS;
    }

    private boolean ticks(Ticking player, long at) {
        try {
            return player.tick(at);
        } catch (Throwable e) { // a frame of the loop's: one stream's fault is not the others'
            faults.tell("a tick of a stream", e);
        }
        try {
            return player.goesOn();
        } catch (Throwable e) { // as above
            faults.tell("the end of a stream's ticks", e);
            return false;
        }
    }

    private void runBetween(long at) {
        nextBetween = NEVER;
        for (int i = 0; i < between.size(); i++) {
            try {
                between.get(i).betweenTicks(at);
            } catch (Throwable e) { // as above
                faults.tell("a packet between two ticks", e);
            }
        }
        between.clear();
    }

    private void runWatch(long now) {
        nextWatch = now + WATCH_NANOS;
        for (int i = 0; i < watched.size(); i++) {
            try {
                watched.get(i).watch(now);
            } catch (Throwable e) { // as above
                faults.tell("the watch over a stream", e);
            }
        }
        if (watched.isEmpty()) nextWatch = NEVER;
    }
}
