package org.strowger.media.memory;

import java.time.Duration;

/**
 * What a network in memory does to packets.
 *
 * @param loss share of packets that vanish, 0 to 1
 * @param duplication share of packets that arrive twice, 0 to 1
 * @param shortest delay
 * @param longest delay; packets overtake each other where it differs from the shortest
 */
public record NetworkConditions(double loss, double duplication, Duration shortest, Duration longest) {

    /** All arrive, at once and in order. */
    public static final NetworkConditions PERFECT = new NetworkConditions(0, 0, Duration.ZERO, Duration.ZERO);

    /** Checks the ranges. */
    public NetworkConditions {
        if (loss < 0 || loss > 1 || duplication < 0 || duplication > 1)
            throw new IllegalArgumentException("shares are 0 to 1");
        if (shortest.isNegative() || longest.compareTo(shortest) < 0)
            throw new IllegalArgumentException("delays are zero or more, the longest not below the shortest");
    }
}
