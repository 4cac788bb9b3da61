package org.strowger.media;

import java.util.concurrent.atomic.AtomicLong;

/** A count kept by one thread and read by any: neither pays for a lock or a fence. */
final class Counter {

    private final AtomicLong value = new AtomicLong();

    /** On the owner's thread. */
    void add(long amount) {
        value.setOpaque(value.getPlain() + amount);
    }

    /** On the owner's thread. */
    void set(long amount) {
        value.setOpaque(amount);
    }

    long read() {
        return value.getOpaque();
    }
}
