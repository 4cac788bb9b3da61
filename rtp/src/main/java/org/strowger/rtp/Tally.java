package org.strowger.rtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Counts kept by one thread and read by any: neither pays for a lock or a fence. They lie side by side, because at
 * thousands of streams a packet's path is paid for in cache lines.
 */
public final class Tally<E extends Enum<E>> {

    private static final VarHandle VALUE = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] values;

    public Tally(Class<E> kinds) {
        values = new long[kinds.getEnumConstants().length];
    }

    /** On the owner's thread. */
    public void add(E kind, long amount) {
        set(kind, values[kind.ordinal()] + amount);
    }

    /** On the owner's thread. */
    void set(E kind, long value) {
        VALUE.setOpaque(values, kind.ordinal(), value);
    }

    public long read(E kind) {
        return (long) VALUE.getOpaque(values, kind.ordinal());
    }
}
