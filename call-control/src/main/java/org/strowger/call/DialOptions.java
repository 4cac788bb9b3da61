package org.strowger.call;

import java.time.Duration;
import java.util.Optional;

/**
 * How to dial.
 *
 * @param timeout how long each destination may ring; empty for ever
 * @param limit how long the bridge may last; empty for ever
 */
public record DialOptions(Optional<Duration> timeout, Optional<Duration> limit) {

    /** Rings for 60 seconds, lasts for ever. */
    public static final DialOptions DEFAULT = new DialOptions(Optional.of(Duration.ofSeconds(60)), Optional.empty());

    /** With this timeout. */
    public DialOptions timeout(Duration newTimeout) {
        return new DialOptions(Optional.of(newTimeout), limit);
    }

    /** Rings until somebody answers. */
    public DialOptions withoutTimeout() {
        return new DialOptions(Optional.empty(), limit);
    }

    /** With this limit. */
    public DialOptions limit(Duration newLimit) {
        return new DialOptions(timeout, Optional.of(newLimit));
    }
}
