package org.strowger.dialplan.limit;

import java.util.concurrent.atomic.AtomicBoolean;

/** A call's place under a limit. Given back once, by whoever is first. Safe on any thread. */
public final class Place implements AutoCloseable {

    private final Limits limits;
    private final String name;
    private final AtomicBoolean given = new AtomicBoolean();

    Place(Limits limits, String name) {
        this.limits = limits;
        this.name = name;
    }

    @Override
    public void close() {
        if (given.compareAndSet(false, true)) limits.leave(name);
    }

    /** As an explanation and a fault of an ending name it. */
    @Override
    public String toString() {
        return "limit " + name;
    }
}
