package org.strowger.sip.transport;

import java.util.BitSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.statemachine.Timeout;

/**
 * The timers of one loop, in slots of some four milliseconds: starting and stopping one costs the same however many
 * run, and all of a slot fire together. A timer never fires early. One turn of the wheel is longer than 64·T1; what is
 * to fire later stays in its slot for several. Runs on its loop.
 */
final class TimerWheel {

    /** No timer runs. */
    static final long NEVER = Long.MAX_VALUE;

    private static final Logger LOG = LoggerFactory.getLogger(TimerWheel.class);
    private static final int TICK_SHIFT = 22;
    private static final long TICK_NANOS = 1L << TICK_SHIFT;
    private static final int SLOTS = 8192;

    private final @Nullable Link[] slots = new Link[SLOTS];
    private final BitSet occupied = new BitSet(SLOTS);
    /** Written on the loop alone. */
    private final AtomicInteger size = new AtomicInteger();

    private long swept;

    /** An empty wheel, at this time in nanoseconds. */
    TimerWheel(long now) {
        swept = now >> TICK_SHIFT;
    }

    /** A link of a ring: a slot's anchor, or a timer. */
    private static class Link {
        Link before = this;
        Link after = this;

        final void unlink() {
            before.after = after;
            after.before = before;
            before = this;
            after = this;
        }

        final void append(Link last) {
            last.before = before;
            last.after = this;
            before.after = last;
            before = last;
        }
    }

    /** One timer. */
    private final class Alarm extends Link implements Timeout {

        private final Runnable task;
        private final long tick;

        Alarm(Runnable task, long tick) {
            this.task = task;
            this.tick = tick;
        }

        /** One that stands in no ring has fired or was stopped before. */
        @Override
        public void cancel() {
            if (after == this) return;
            remove();
        }

        void remove() {
            unlink();
            size.lazySet(size.getPlain() - 1);
        }
    }

    /** How many timers run; from another thread, a moment's figure. */
    int size() {
        return size.get();
    }

    /** Starts a timer that fires in the first {@link #run} after this time. */
    Timeout start(long deadlineNanos, Runnable task) {
        long tick = Math.max(swept + 1, (deadlineNanos + TICK_NANOS - 1) >> TICK_SHIFT);
        Alarm alarm = new Alarm(task, tick);
        int slot = (int) (tick & (SLOTS - 1));
        anchor(slot).append(alarm);
        occupied.set(slot);
        size.lazySet(size.getPlain() + 1);
        return alarm;
    }

    /** When to {@link #run} next, in nanoseconds: at or before the moment that the next timer is due. */
    long next() {
        if (size.getPlain() == 0) return NEVER;
        int from = (int) ((swept + 1) & (SLOTS - 1));
        int ahead = occupied.nextSetBit(from);
        int turns = ahead >= 0 ? ahead - from : SLOTS - from + occupied.nextSetBit(0);
        return (swept + 1 + turns) << TICK_SHIFT;
    }

    /** Fires what is due, in the order of ticks, and within one in the order in which it was started. */
    void run(long now) {
        long until = now >> TICK_SHIFT;
        Link due = new Link();
        long from = Math.max(swept + 1, until - SLOTS + 1);
        for (long tick = from; tick <= until; tick++) collect((int) (tick & (SLOTS - 1)), until, due);
        swept = Math.max(swept, until);
        while (due.after instanceof Alarm alarm) {
            alarm.remove();
            fire(alarm.task);
        }
    }

    private void collect(int slot, long until, Link due) {
        if (!occupied.get(slot)) return;
        Link anchor = anchor(slot);
        for (Link link = anchor.after; link != anchor; ) {
            Alarm alarm = (Alarm) link;
            link = link.after;
            if (alarm.tick > until) continue;
            alarm.unlink();
            due.append(alarm);
        }
        if (anchor.after == anchor) occupied.clear(slot);
    }

    /** What one timer's task throws must not keep the others. */
    private static void fire(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LoopFailure.tell(LOG, "a timer's task failed", e);
        }
    }

    private Link anchor(int slot) {
        Link anchor = slots[slot];
        if (anchor == null) {
            anchor = new Link();
            slots[slot] = anchor;
        }
        return anchor;
    }
}
