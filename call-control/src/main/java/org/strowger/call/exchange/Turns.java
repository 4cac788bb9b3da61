package org.strowger.call.exchange;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.strowger.statemachine.Loop;

/**
 * Work of a loop that may wait: in order, and never more than a quarter of the loop's time, however dear each piece of
 * it is, as all is in a switch whose code is not compiled yet. Runs on the loop.
 */
final class Turns {

    /** So many times as long as one has taken, the others have the loop for themselves. */
    private static final int REST = 3;

    private final Loop loop;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    /** The loop's own nanoseconds. */
    private long restsUntil;

    Turns(Loop loop) {
        this.loop = loop;
        this.restsUntil = loop.nanos();
    }

    /** At once, if nothing waits and the loop has rested. */
    void take(Runnable work) {
        boolean isNext = waiting.isEmpty();
        waiting.add(work);
        if (isNext) goOn();
    }

    private void goOn() {
        try {
            while (!waiting.isEmpty() && rest() <= 0) run(waiting.remove());
        } finally {
            if (!waiting.isEmpty()) loop.schedule(Duration.ofNanos(Math.max(0, rest())), this::goOn);
        }
    }

    private long rest() {
        return restsUntil - loop.nanos();
    }

    private void run(Runnable work) {
        long began = loop.nanos();
        try {
            work.run();
        } finally {
            long now = loop.nanos();
            restsUntil = now + REST * (now - began);
        }
    }
}
