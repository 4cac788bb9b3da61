package org.strowger.call.exchange;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.strowger.statemachine.Loop;

/**
 * Work of a loop that may wait: one of each whose it is in rotation, his own in order, and never more than a quarter of
 * the loop's time, however dear each piece of it is, as all is in a switch whose code is not compiled yet. Runs on the
 * loop.
 */
final class Turns {

    /** So many times as long as one has taken, the others have the loop for themselves. */
    private static final int REST = 3;

    private final Loop loop;
    /** By whose it is; who comes next is first. */
    private final Map<Object, Deque<Runnable>> waiting = new LinkedHashMap<>();
    /** The loop's own nanoseconds. */
    private long restsUntil;

    Turns(Loop loop) {
        this.loop = loop;
        this.restsUntil = loop.nanos();
    }

    /** At once, if nothing waits and the loop has rested. */
    void take(Object whose, Runnable work) {
        boolean isNext = waiting.isEmpty();
        waiting.computeIfAbsent(whose, _ -> new ArrayDeque<>()).add(work);
        if (isNext) goOn();
    }

    private void goOn() {
        try {
            while (!waiting.isEmpty() && rest() <= 0) run(next());
        } finally {
            if (!waiting.isEmpty()) loop.schedule(Duration.ofNanos(Math.max(0, rest())), this::goOn);
        }
    }

    private Runnable next() {
        var first = waiting.entrySet().iterator().next();
        Deque<Runnable> his = first.getValue();
        waiting.remove(first.getKey());
        Runnable work = his.remove();
        if (!his.isEmpty()) waiting.put(first.getKey(), his);
        return work;
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
