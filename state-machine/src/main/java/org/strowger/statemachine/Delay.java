package org.strowger.statemachine;

import java.util.Locale;
import java.util.Optional;

/**
 * How long a timer runs, as data: {@code 64·T1}, {@code T1 doubling up to T2}, {@code T4, at once on a reliable
 * transport}.
 *
 * @param multiple how often the base, 1 or more
 * @param base the length that {@link Timings} gives a value
 * @param doublesUpTo for a timer that is started again by its own firing: each run doubles up to this cap
 * @param onReliable what becomes of the timer on a transport that does not lose messages; one that doubles can't fire
 *     at once
 */
public record Delay(int multiple, Base base, Optional<Growth> doublesUpTo, OnReliable onReliable) {

    /** What a reliable transport changes. */
    public enum OnReliable {
        /** The delay is the same. */
        SAME,
        /** The timer fires at once (RFC 3261 timers D, I, J, K). */
        AT_ONCE,
        /** The timer is never started (RFC 3261 timers A, E, G). */
        NEVER
    }

    /** Each run of the timer is twice as long as the one before. */
    public sealed interface Growth {
        /** Doubling without end (RFC 3261 timer A). */
        record Unbounded() implements Growth {}

        /** Doubling up to a cap (RFC 3261 timers E and G: T2). */
        record Capped(Base cap) implements Growth {}
    }

    /** Validates. */
    public Delay {
        if (multiple < 1) throw new IllegalArgumentException("a delay is one or more times its base: " + multiple);
        if (doublesUpTo.isPresent() && onReliable == OnReliable.AT_ONCE)
            throw new IllegalArgumentException("doubling from nothing would fire without end: " + base.name());
    }

    /** {@code multiple · base}. */
    public static Delay of(int multiple, Base base) {
        return new Delay(multiple, base, Optional.empty(), OnReliable.SAME);
    }

    /** {@code base}, doubled at each run. */
    public static Delay doubling(Base base) {
        return new Delay(1, base, Optional.of(new Growth.Unbounded()), OnReliable.SAME);
    }

    /** {@code base}, doubled at each run up to {@code cap}. */
    public static Delay doubling(Base base, Base cap) {
        return new Delay(1, base, Optional.of(new Growth.Capped(cap)), OnReliable.SAME);
    }

    /** The same, but firing at once on a reliable transport. */
    public Delay atOnceIfReliable() {
        return new Delay(multiple, base, doublesUpTo, OnReliable.AT_ONCE);
    }

    /** The same, but never started on a reliable transport. */
    public Delay onlyIfUnreliable() {
        return new Delay(multiple, base, doublesUpTo, OnReliable.NEVER);
    }

    /** The first run, in nanoseconds; negative where the timer is never started. */
    public long firstNanos(Timings timings) {
        if (timings.reliable() && onReliable == OnReliable.NEVER) return -1;
        if (timings.reliable() && onReliable == OnReliable.AT_ONCE) return 0;
        long length = timings.nanos(base);
        return length == Timings.NEVER.toNanos() ? -1 : length * multiple;
    }

    /** The run after one of {@code previousNanos}, in nanoseconds; negative where the timer is never started. */
    public long nextNanos(long previousNanos, Timings timings) {
        if (doublesUpTo.isEmpty() || previousNanos <= 0) return firstNanos(timings);
        return switch (doublesUpTo.get()) {
            case Growth.Unbounded _ -> previousNanos * 2;
            case Growth.Capped(Base cap) -> Math.min(previousNanos * 2, timings.nanos(cap));
        };
    }

    /** As the diagrams print it. */
    @Override
    public String toString() {
        String length = multiple == 1 ? base.name() : multiple + "·" + base.name();
        String growth = doublesUpTo
                .map(g -> switch (g) {
                    case Growth.Unbounded _ -> " doubling";
                    case Growth.Capped(Base cap) -> " doubling up to " + cap.name();
                })
                .orElse("");
        return switch (onReliable) {
            case SAME -> length + growth;
            case AT_ONCE, NEVER ->
                length + growth + " (reliable: "
                        + onReliable.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")";
        };
    }
}
