package org.strowger.webrtc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.Timeout;

/**
 * The timers of one peer's machines, a handful. Time is what the peer's owner says; the machines think that it is a
 * loop's.
 */
final class PeerClock implements Loop {

    /** Nothing is due. */
    static final long NEVER = Long.MAX_VALUE;

    private final List<Waiting> waiting = new ArrayList<>(4);
    private long now;

    PeerClock(long now) {
        this.now = now;
    }

    private record Waiting(long at, Runnable task) {}

    /** It is so late, ns; what is due is done in the order in which it was. */
    void advance(long time) {
        now = time;
        for (Waiting due = first(); due != null && due.at <= time; due = first()) {
            waiting.remove(due);
            due.task.run();
        }
    }

    private @Nullable Waiting first() {
        return waiting.stream().min(Comparator.comparingLong(Waiting::at)).orElse(null);
    }

    /** When something is due, ns; {@link #NEVER} if nothing is. */
    long next() {
        Waiting first = first();
        return first == null ? NEVER : first.at;
    }

    @Override
    public void execute(Runnable task) {
        throw new IllegalStateException("a peer has no loop of its own");
    }

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public Timeout schedule(Duration delay, Runnable task) {
        Waiting added = new Waiting(now + delay.toNanos(), task);
        waiting.add(added);
        return () -> waiting.removeIf(one -> one == added);
    }

    @Override
    public int timers() {
        return waiting.size();
    }

    @Override
    public boolean inLoop() {
        return true;
    }
}
