package org.strowger.call.core;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a call holds: released last-in first-out, whatever happens. Runs on the call's loop. */
public final class CallScope implements AutoCloseable {

    /** Opens something, or fails. */
    @FunctionalInterface
    public interface Opening<T, X extends Exception> {
        T open() throws X;
    }

    private final Ending ending;
    private final Deque<AutoCloseable> held = new ArrayDeque<>(1);

    public CallScope(String callId) {
        this.ending = new Ending(callId);
    }

    /** Opens and holds. */
    public <T extends AutoCloseable, X extends Exception> T open(Opening<T, X> opening) throws X {
        T opened = opening.open();
        held.push(opened);
        return opened;
    }

    /** Releases before the end. */
    public void release(AutoCloseable resource) {
        if (held.remove(resource)) closeOne(resource);
    }

    @Override
    public void close() {
        for (AutoCloseable resource = held.poll(); resource != null; resource = held.poll()) closeOne(resource);
    }

    // One resource that can not be closed must not keep the others.
    private void closeOne(AutoCloseable resource) {
        ending.step(resource, resource::close);
    }
}
