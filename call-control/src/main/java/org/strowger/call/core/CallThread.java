package org.strowger.call.core;

import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.strowger.call.setup.CallBudget;
import org.strowger.statemachine.Gate;

/**
 * The virtual thread of one call, and the mail that the loop sends it. The thread waits in {@link #await} and nowhere
 * else; the loop never waits for it (but for virtual time, whose {@link Gate} makes the two take turns).
 */
public final class CallThread {

    /** What the loop tells the thread. */
    public sealed interface Mail {
        /** The verb of this number is done. */
        record Done(long verb, Object value) implements Mail {}

        /** The verb of this number has failed. */
        record Failed(long verb, RuntimeException why) implements Mail {}

        /** The caller was answered: the program is to be told before the verb returns. */
        record Answered() implements Mail {}

        /**
         * An alarm of the program's has gone off, or something has happened that it wants to know: it is told within
         * the verb that waits.
         */
        record Due(Runnable task) implements Mail {}

        /** Something has happened that the program wants to know of. */
        record Told(ProgramListener.Telling what) implements Mail {}

        /** The call is over. */
        record Over() implements Mail {}
    }

    private final Gate gate;
    private final Thread thread;
    private final ConcurrentLinkedQueue<Mail> mail = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean parked = new AtomicBoolean();
    /** When the program left its last verb, or 0 while it waits in one. Written by the thread, read by the watch. */
    private volatile long outsideSince;

    private long ran; // outside verbs, before the last of them
    private volatile long ranBefore; // the same, for the watch
    private volatile String cutFor = "";

    private volatile boolean finished;

    // The watch's own: which stretch outside verbs it last saw, by when that began, and what counts of it.
    private long seenSince;
    private long counted;

    public CallThread(String name, Gate gate, Runnable body) {
        this.gate = gate;
        this.thread = Thread.ofVirtual()
                .inheritInheritableThreadLocals(false)
                .name(name)
                .unstarted(() -> {
                    outsideSince = now();
                    try {
                        body.run();
                    } finally {
                        finished = true;
                        gate.parking();
                    }
                });
    }

    /** Starts the thread. On the loop. */
    public void start() {
        gate.waking();
        thread.start();
        gate.awaitParked();
    }

    /** Sends mail. On the loop. */
    public void deliver(Mail letter) {
        mail.add(letter);
        if (!parked.get()) return;
        // The turn begins before the thread can go on. A thread that is still on its way into the park needs no unpark
        // to see that it is awake, and would be through with its turn before that had begun.
        gate.waking();
        if (parked.compareAndSet(true, false)) LockSupport.unpark(thread);
        else gate.parking();
        gate.awaitParked();
    }

    /** Interrupts whatever the program does outside a verb. A wait in a verb goes on: mail ends it. */
    public void interruptProgram() {
        if (!parked.get() && !finished) thread.interrupt();
    }

    /** Waits for the next letter. On the thread. */
    public Mail await() {
        ran += now() - outsideSince;
        ranBefore = ran;
        outsideSince = 0;
        try {
            for (; ; ) {
                Mail letter = mail.poll();
                if (letter != null) return letter;
                park();
            }
        } finally {
            outsideSince = now();
        }
    }

    /**
     * What the program has used up more of than it may, in words. To be asked by one loop, at each look of its watch.
     *
     * @param share what counts since the look before
     */
    public Optional<String> excess(CallBudget budget, ProgramTime.Share share) {
        long since = outsideSince;
        if (since == 0 || finished) return Optional.empty();
        if (since != seenSince) counted = 0;
        seenSince = since;
        counted += Math.min(
                now() - since, thread.getState() == Thread.State.RUNNABLE ? share.computing() : share.waiting());
        if (counted >= budget.stall().toNanos())
            return Optional.of(
                    "ran or blocked outside a verb for " + budget.stall().toMillis() + " ms");
        if (ranBefore + counted >= budget.running().toNanos())
            return Optional.of(
                    "ran or blocked outside verbs for " + budget.running().toSeconds() + " s in all");
        return Optional.empty();
    }

    /** Interrupts the program, since it has used up its budget. On the loop. */
    public void cut(String why) {
        cutFor = why;
        interruptProgram();
    }

    /** Why the program was cut; empty if it wasn't. */
    public Optional<String> cutFor() {
        return Optional.of(cutFor).filter(why -> !why.isEmpty());
    }

    /** Gives the program a fresh budget, for its last words. On the thread. */
    public void beginLastWords() {
        Thread.interrupted();
        cutFor = "";
        ran = 0;
        ranBefore = 0;
        outsideSince = now();
    }

    /** For how long, in nanoseconds, the program has been running or blocking outside a verb. */
    public long outsideNanos() {
        long since = outsideSince;
        return since == 0 || finished ? 0 : System.nanoTime() - since;
    }

    public boolean isFinished() {
        return finished;
    }

    private void park() {
        parked.set(true);
        if (!mail.isEmpty() && parked.compareAndSet(true, false)) return;
        gate.parking();
        while (parked.get()) {
            LockSupport.park(this);
            Thread.interrupted(); // an interrupt is meant for the program; the mail behind it is on its way
        }
    }

    // Budgets are of real time, in virtual time too: a program that spins spins for real.
    private static long now() {
        return Math.max(1, System.nanoTime());
    }
}
