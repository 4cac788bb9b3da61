package org.strowger.statemachine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Time that moves only when nothing is left to do: loops that share one queue and one clock, all run by the thread that
 * calls {@link #advance} or {@link #settle}. As the {@link Gate} of the call threads it lets one of them run at a time,
 * and waits for it to park: a run is the same each time.
 */
public final class VirtualTime implements Gate, InstantSource {

    /** How long, in real time, a woken thread may run before it is held to be stuck. */
    private static final long STUCK_SECONDS = 20;

    private record Task(VirtualLoop loop, Runnable body) {}

    private static final class Pending implements Comparable<Pending>, Timeout {
        private final long atNanos;
        private final long order;
        private @Nullable Task task;

        Pending(long atNanos, long order, Task task) {
            this.atNanos = atNanos;
            this.order = order;
            this.task = task;
        }

        @Override
        public int compareTo(Pending other) {
            int byTime = Long.compare(atNanos, other.atNanos);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }

        @Override
        public void cancel() {
            task = null;
        }
    }

    // Call threads hand tasks in while the driver waits for them, so the queues need a lock for visibility's sake.
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition parked = lock.newCondition();
    private final ArrayDeque<Task> ready = new ArrayDeque<>();
    private final PriorityQueue<Pending> later = new PriorityQueue<>();
    private final HandOvers handOvers = new HandOvers();
    private Instant epoch;
    private long nowNanos;
    private long order;
    private int runningThreads;
    private @Nullable VirtualLoop current;
    private @Nullable Thread driver;

    /** Starts at 2026-01-01T00:00:00Z. */
    public VirtualTime() {
        this(Instant.parse("2026-01-01T00:00:00Z"));
    }

    /** Starts at the given time. */
    public VirtualTime(Instant epoch) {
        this.epoch = epoch;
    }

    /** Another loop on this time. */
    public Loop newLoop(String name) {
        return new VirtualLoop(name);
    }

    /**
     * What has been handed from one loop or call thread to another since this was asked last; tasks of a loop for
     * itself are none, nor are timers.
     */
    public List<HandOver> handOvers() {
        lock.lock();
        try {
            return handOvers.take();
        } finally {
            lock.unlock();
        }
    }

    /** Time passed since the start. */
    public Duration passed() {
        return Duration.ofNanos(nowNanos);
    }

    @Override
    public Instant instant() {
        return epoch.plusNanos(nowNanos);
    }

    /** Sets the time of day. Nothing falls due by it: what waits goes on waiting for as long as it was told to. */
    public void set(Instant timeOfDay) {
        epoch = timeOfDay.minusNanos(nowNanos);
    }

    /** Runs everything that is ready or due now, and whatever that makes ready, without moving time. */
    public void settle() {
        runUntil(nowNanos);
    }

    /** Lets time pass, running all that falls due on the way, in order. */
    public void advance(Duration duration) {
        long end = nowNanos + duration.toNanos();
        runUntil(end);
        nowNanos = Math.max(nowNanos, end);
    }

    /** What the task that runs now takes: whatever falls due meanwhile is late. */
    public void takes(Duration duration) {
        if (current == null) throw new IllegalStateException("no task runs that could take time");
        nowNanos += duration.toNanos();
    }

    private void runUntil(long end) {
        if (current != null) throw new IllegalStateException("a task of " + current + " can't move time");
        driver = Thread.currentThread();
        awaitParked();
        for (Task task = next(end); task != null; task = next(end)) {
            run(task);
            awaitParked();
        }
    }

    /** What is ready, in the order of its coming; then what falls due next, for which time moves. */
    private @Nullable Task next(long end) {
        lock.lock();
        try {
            Task task = ready.poll();
            if (task != null) task.loop.waiting--;
            while (task == null && !later.isEmpty() && later.peek().atNanos <= end) {
                Pending due = later.poll();
                task = due.task;
                due.task = null;
                if (task != null) nowNanos = Math.max(nowNanos, due.atNanos);
            }
            return task;
        } finally {
            lock.unlock();
        }
    }

    /** How long it is until the next timer falls due; empty if none waits. */
    public Optional<Duration> untilNextTimer() {
        lock.lock();
        try {
            while (!later.isEmpty() && later.peek().task == null) later.poll();
            return later.isEmpty() ? Optional.empty() : Optional.of(Duration.ofNanos(later.peek().atNanos - nowNanos));
        } finally {
            lock.unlock();
        }
    }

    /** How many timers wait. */
    public int pendingTimers() {
        lock.lock();
        try {
            return (int) later.stream().filter(p -> p.task != null).count();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void waking() {
        lock.lock();
        try {
            runningThreads++;
            handOvers.add(whoAsks(), HandOver.THREADS, true);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void parking() {
        lock.lock();
        try {
            if (runningThreads == 0) throw new IllegalStateException("parking without having been woken");
            runningThreads--;
            parked.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void awaitParked() {
        if (Thread.currentThread() != driver) return;
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(STUCK_SECONDS);
            while (runningThreads > 0) {
                if (left <= 0)
                    throw new IllegalStateException(runningThreads
                            + " call thread(s) neither wait in a verb nor end: a script spins or blocks");
                left = parked.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while call threads ran", e);
        } finally {
            lock.unlock();
        }
    }

    private String whoAsks() {
        if (Thread.currentThread() != driver) return HandOver.THREADS;
        return current == null ? HandOver.OUTSIDE : current.name;
    }

    private void run(Task task) {
        current = task.loop;
        try {
            task.body.run();
        } finally {
            current = null;
        }
    }

    private final class VirtualLoop implements Loop {

        private final String name;
        private int waiting;

        VirtualLoop(String name) {
            this.name = name;
        }

        @Override
        public void execute(Runnable task) {
            lock.lock();
            try {
                if (!inLoop()) handOvers.add(whoAsks(), name, waiting == 0);
                waiting++;
                ready.add(new Task(this, task));
            } finally {
                lock.unlock();
            }
        }

        @Override
        public long nanos() {
            return nowNanos;
        }

        @Override
        public Timeout schedule(Duration delay, Runnable task) {
            lock.lock();
            try {
                Pending pending = new Pending(nowNanos + delay.toNanos(), order++, new Task(this, task));
                later.add(pending);
                return pending;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public int timers() {
            lock.lock();
            try {
                return (int) later.stream()
                        .map(pending -> pending.task)
                        .filter(task -> task != null && task.loop == this)
                        .count();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public boolean inLoop() {
            return current == this && Thread.currentThread() == driver;
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
