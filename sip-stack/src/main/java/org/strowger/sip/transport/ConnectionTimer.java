package org.strowger.sip.transport;

import java.time.Duration;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.Timeout;
import org.strowger.statemachine.Timings;

/**
 * The one timer that runs in each state of a {@link ConnectionTable}, as a loop for its machine. It is begun anew with
 * each message, so that starting it is to cost nothing: it notes the time, and the transport's sweeper finds out now
 * and then whose time is up. Runs on the connection's loop, but for what says otherwise.
 */
final class ConnectionTimer implements Loop, Timeout {

    private static final long NEVER = Timings.NEVER.toNanos();

    private final Loop loop;
    private Runnable task = this::cancel;
    /** Read by the sweeper's thread. */
    private volatile long since;
    /** Read by the sweeper's thread. */
    private volatile long patience = NEVER;

    ConnectionTimer(Loop loop) {
        this.loop = loop;
        this.since = loop.nanos();
    }

    /** Counts from now. */
    void begin() {
        since = nanos();
    }

    /** Whether it was begun in that time. Any thread. */
    boolean isYoungerThan(long nanos, long now) {
        return now - since <= nanos;
    }

    /** Whether it is to {@link #ring}. Any thread. */
    boolean isOver(long now) {
        long most = patience;
        return most != NEVER && !isYoungerThan(most, now);
    }

    /** Runs its task, unless it has been begun anew since somebody looked. */
    void ring() {
        if (!isOver(nanos())) return;
        Runnable due = task;
        cancel();
        due.run();
    }

    @Override
    public Timeout schedule(Duration delay, Runnable due) {
        return scheduleNanos(delay.toNanos(), due);
    }

    @Override
    public Timeout scheduleNanos(long delayNanos, Runnable due) {
        task = due;
        begin();
        patience = delayNanos;
        return this;
    }

    @Override
    public void cancel() {
        patience = NEVER;
    }

    @Override
    public int timers() {
        return patience == NEVER ? 0 : 1;
    }

    @Override
    public void execute(Runnable later) {
        loop.execute(later);
    }

    @Override
    public long nanos() {
        return loop.nanos();
    }

    @Override
    public boolean inLoop() {
        return loop.inLoop();
    }
}
