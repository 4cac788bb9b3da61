package org.strowger.statemachine;

/**
 * What virtual time must know of the threads that run beside the loops (the call threads): who has been woken, and who
 * waits again. With wall-clock time nobody needs to know, and {@link #OPEN} does nothing.
 *
 * <p>A thread counts as running from the {@link #waking} that precedes its start or wake-up to its own {@link
 * #parking}.
 */
public interface Gate {

    /** The gate of wall-clock time. */
    Gate OPEN = new Gate() {
        @Override
        public void waking() {}

        @Override
        public void awaitParked() {}

        @Override
        public void parking() {}
    };

    /** A thread is about to be started or woken. Called by the one who wakes it. */
    void waking();

    /**
     * Called by the waker, after the wake-up: in virtual time it returns only when every woken thread has parked again,
     * so that loops and call threads take turns and a run is the same each time.
     */
    void awaitParked();

    /** The calling thread is about to wait for its next wake-up, or to end. */
    void parking();
}
