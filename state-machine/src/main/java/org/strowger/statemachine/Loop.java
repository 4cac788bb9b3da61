package org.strowger.statemachine;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * One thread that owns state: it runs tasks one after the other, tells the time and fires timers. Whatever belongs to
 * a loop is touched on that loop only, which is why nothing there needs a lock.
 *
 * <p>The same code runs on a real loop and on one of {@link VirtualTime}'s.
 */
public interface Loop extends Executor {

    /** Runs the task on this loop, after everything already queued. May be called from any thread. */
    @Override
    void execute(Runnable task);

    /** Monotonic time in nanoseconds, the same for all loops of a process; only differences mean anything. */
    long nanos();

    /**
     * Runs the task on this loop once the delay is over. To be called on this loop.
     *
     * @param delay zero or more; a zero delay still runs after the current task has returned
     */
    Timeout schedule(Duration delay, Runnable task);

    /** How many scheduled tasks wait; from another thread, a moment's figure. */
    int timers();

    /**
     * The same with the delay in nanoseconds, for callers that must not make garbage. A loop on the path of messages
     * overrides it.
     */
    default Timeout scheduleNanos(long delayNanos, Runnable task) {
        return schedule(Duration.ofNanos(delayNanos), task);
    }

    /** Whether the caller runs on this loop. */
    boolean inLoop();
}
