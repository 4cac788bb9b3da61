package org.strowger.dialplan.limit;

import java.util.OptionalInt;

/**
 * What a plan allows under a name; at least one of the two.
 *
 * @param calls at once
 * @param perSecond that begin within any second
 */
public record Bounds(OptionalInt calls, OptionalInt perSecond) {

    /** Of calls at once. */
    public static final int MOST_CALLS = 1_000_000;

    /** Of those that begin in a second, each of which is remembered for as long. */
    public static final int MOST_PER_SECOND = 10_000;

    /** @throws IllegalArgumentException if nothing is bounded, or one of them is out of range */
    public Bounds {
        if (calls.isEmpty() && perSecond.isEmpty())
            throw new IllegalArgumentException("a limit wants calls:, perSecond:, or both");
        within("calls", calls, MOST_CALLS);
        within("perSecond", perSecond, MOST_PER_SECOND);
    }

    private static void within(String name, OptionalInt written, int most) {
        if (written.isPresent() && (written.getAsInt() < 1 || written.getAsInt() > most))
            throw new IllegalArgumentException(
                    name + ": " + written.getAsInt() + " is out of range: from 1 to " + most);
    }
}
