package org.strowger.statemachine;

import java.time.Duration;
import java.util.Map;

/** Values for the {@link Base}s of a table's delays, for one kind of transport. Immutable. */
public final class Timings {

    /** The length of a base whose timers are never started. */
    public static final Duration NEVER = Duration.ofNanos(Long.MAX_VALUE);

    private final long[] nanosByOrdinal;
    private final boolean reliable;

    private Timings(long[] nanosByOrdinal, boolean reliable) {
        this.nanosByOrdinal = nanosByOrdinal;
        this.reliable = reliable;
    }

    /**
     * Values for an unreliable transport.
     *
     * @throws IllegalArgumentException if a length is not positive or a base is missing
     */
    public static <B extends Enum<B> & Base> Timings unreliable(Class<B> bases, Map<B, Duration> lengths) {
        B[] all = bases.getEnumConstants();
        long[] nanos = new long[all.length];
        for (B base : all) {
            Duration length = lengths.get(base);
            if (length == null || length.isNegative() || length.isZero())
                throw new IllegalArgumentException(base + " needs a positive length, not " + length);
            nanos[base.ordinal()] = length.toNanos();
        }
        return new Timings(nanos, false);
    }

    /** The same values, for a transport that does not lose messages. */
    public Timings onReliable() {
        return new Timings(nanosByOrdinal, true);
    }

    /** Whether the transport delivers what it accepts. */
    public boolean reliable() {
        return reliable;
    }

    /** The length of a base in nanoseconds. */
    public long nanos(Base base) {
        return nanosByOrdinal[base.ordinal()];
    }
}
