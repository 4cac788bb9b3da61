package org.strowger.rtp.loop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.strowger.audio.Scratch;
import org.strowger.rtp.LoopCount;
import org.strowger.rtp.Tally;
import org.strowger.statemachine.Lifeline;
import org.strowger.statemachine.TurnEnd;

/** A loop on a platform thread of its own; how it waits for its sockets is the backend's. */
public abstract class ThreadLoop implements MediaLoop {

    private static final long JOIN_MILLIS = 5_000;

    /**
     * Waiting for sockets that fails so often in a row will fail for ever: the loop would turn without hearing
     * anything.
     */
    static final int MOST_FAILED_POLLS = 1_000;

    private final Scratch scratch = new Scratch();
    private final Tally<LoopCount> counters = new Tally<>(LoopCount.class);
    private final LoopFaults faults;
    private final LoopClock clock;
    private final ConcurrentLinkedQueue<Runnable> commands = new ConcurrentLinkedQueue<>();

    /** Whether the loop waits for its sockets, or is about to, so that whoever has a command for it must wake it. */
    private final AtomicBoolean asleep = new AtomicBoolean();

    // Keeps a late command from waking, or being lost in, a loop that has ended. Not on the path of a packet.
    private final ReentrantLock submitting = new ReentrantLock();
    private final Thread thread;
    private final Runnable wakeUp = this::wakeIfAsleep;
    private boolean ended;
    private boolean stopping;
    private boolean sleeping;
    private int failedPolls;

    ThreadLoop(String name, Lifeline lifeline) {
        faults = new LoopFaults(name, counters, this::nanos);
        clock = new LoopClock(faults);
        thread = Thread.ofPlatform()
                .name(name)
                .daemon(true)
                .unstarted(lifeline.watching(name, this::run, () -> stopping));
    }

    public final void start() {
        thread.start();
    }

    /**
     * Waits until a socket is readable, {@link #wake} is called or the time is over, says {@link #awake}, and hands on
     * what came. With a time of 0 it only looks.
     */
    abstract void poll(long nanos) throws IOException;

    /** Hands on what has come to the ports that are read at ticks; doesn't wait. */
    abstract void pollPaced() throws IOException;

    /** Ends the {@link #poll} that runs, or the next. */
    abstract void wake();

    /** Gives back what the loop itself holds. */
    public abstract void release();

    private void run() {
        try {
            while (!stopping) turn();
        } finally {
            end();
        }
    }

    /**
     * What one part of a turn throws does not keep the others from theirs: commands and ticks are due whatever a packet
     * does.
     */
    private void turn() {
        try {
            fallAsleep();
            failedPolls = 0;
        } catch (IOException e) {
            faults.tell("its waiting for sockets", e);
            if (++failedPolls == MOST_FAILED_POLLS)
                throw new UncheckedIOException("its sockets can't be waited for", e);
        } catch (Throwable e) { // the top frame: one call's fault is not the others'
            faults.tell("what has come", e);
        }
        runCommands();
        long now = nanos();
        if (now < clock.next()) return;
        try {
            pollPaced();
        } catch (Throwable e) { // as above
            faults.tell("what has come since the last tick", e);
        }
        clock.run(now);
    }

    /**
     * A command that is handed over before the loop says that it sleeps is seen here; one that comes after that wakes
     * it. So none is waited out.
     */
    private void fallAsleep() throws IOException {
        sleeping = true;
        asleep.set(true);
        try {
            poll(commands.isEmpty() ? waitNanos() : 0);
        } finally {
            awake();
        }
    }

    /**
     * The loop waits no more: until it does again it sees by itself what is handed over, and nobody need write to wake
     * it. On the loop.
     */
    final void awake() {
        if (!sleeping) return;
        sleeping = false;
        if (!asleep.compareAndSet(true, false)) counters.add(LoopCount.WAKE_UPS, 1);
    }

    private long waitNanos() {
        long next = clock.next();
        return next == LoopClock.NEVER ? LoopClock.NEVER : Math.max(0, next - nanos());
    }

    private void runCommands() {
        for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
            counters.add(LoopCount.COMMANDS, 1);
            try {
                command.run();
            } catch (Throwable e) { // as above
                faults.tell("what was asked of it", e);
            }
        }
    }

    private void end() {
        submitting.lock();
        try {
            ended = true;
        } finally {
            submitting.unlock();
        }
        // No command comes after these. They run without the lock, since they may wait for a thread that waits to
        // submit.
        runCommands();
        release();
    }

    @Override
    public final boolean submit(Runnable command) {
        submitting.lock();
        try {
            if (ended) return false;
            commands.add(command);
        } finally {
            submitting.unlock();
        }
        if (asleep.get()) TurnEnd.does(wakeUp);
        return true;
    }

    private void wakeIfAsleep() {
        if (!asleep.get()) return;
        submitting.lock();
        try {
            if (!ended && asleep.compareAndSet(true, false)) wake();
        } finally {
            submitting.unlock();
        }
    }

    /** Whether a command would have to wake it. Any thread. */
    final boolean isAsleep() {
        return asleep.get();
    }

    final boolean isOnLoop() {
        return Thread.currentThread() == thread;
    }

    @Override
    public final long nanos() {
        return System.nanoTime();
    }

    @Override
    public final LoopClock clock() {
        return clock;
    }

    @Override
    public final Scratch scratch() {
        return scratch;
    }

    @Override
    public final Tally<LoopCount> counters() {
        return counters;
    }

    @Override
    public final void close() {
        submit(() -> stopping = true);
        wakeIfAsleep(); // which can't be put off by who waits for it
        if (isOnLoop()) return;
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
