package org.strowger.call.event;

import java.time.Instant;

/**
 * Takes each happening once and hands it to listeners, numbered without gaps. Publishing never waits for a listener.
 */
public interface EventBus {

    /** A happening with its number and time. */
    record Event(long number, Instant at, Happening what) {}

    /** Told of each event, in order. */
    @FunctionalInterface
    interface Listener {
        /** Handles one event. What it throws is logged and does not harm others. */
        void on(Event event);
    }

    /** Takes a happening. Any thread. */
    void publish(Happening what);

    /**
     * Adds a listener, which hears of everything from now on; named for logs. Slow listeners lose events, and see it by
     * the numbers.
     */
    void subscribe(String name, Listener listener);
}
