package org.strowger.statemachine;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Values for the {@link Base}s of a table's delays, for one kind of transport. */
public final class Timings {

    /** The length of a base whose timers are never started. */
    public static final Duration NEVER = Duration.ofNanos(Long.MAX_VALUE);

    private static final Duration SHORTEST = Duration.ofNanos(1);

    private final long[] nanosByOrdinal;
    private final boolean reliable;
    /** Asked in place of the array, where there is one. */
    private final @Nullable ToLongFunction<Base> asked;

    private Timings(long[] nanosByOrdinal, boolean reliable, @Nullable ToLongFunction<Base> asked) {
        this.nanosByOrdinal = nanosByOrdinal;
        this.reliable = reliable;
        this.asked = asked;
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
        return new Timings(nanos, false, null);
    }

    /**
     * Values that are asked for each time that a timer starts: what a peer has granted, pauses that grow.
     *
     * @param length of a base of this machine's table; positive
     */
    public static <B extends Enum<B> & Base> Timings varying(Class<B> bases, Function<B, Duration> length) {
        return new Timings(
                new long[0], false, base -> length.apply(bases.cast(base)).toNanos());
    }

    /**
     * A length that somebody has asked for: the shortest that there is where that is none, or less, and never where it
     * is too long to be counted.
     */
    public static Duration asked(Duration length) {
        if (length.isPositive()) return length.compareTo(NEVER) < 0 ? length : NEVER;
        return SHORTEST;
    }

    /** As {@link #asked(Duration)}; never where nobody has asked for any. */
    public static Duration asked(Optional<Duration> length) {
        return length.map(Timings::asked).orElse(NEVER);
    }

    /** The same values, for a transport that does not lose messages. */
    public Timings onReliable() {
        return new Timings(nanosByOrdinal, true, asked);
    }

    /** Whether the transport delivers what it accepts. */
    public boolean reliable() {
        return reliable;
    }

    /** The length of a base in nanoseconds. */
    public long nanos(Base base) {
        return asked == null ? nanosByOrdinal[base.ordinal()] : asked.applyAsLong(base);
    }
}
