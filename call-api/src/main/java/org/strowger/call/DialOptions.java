package org.strowger.call;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How to dial.
 *
 * @param timeout how long each destination may ring; empty for ever
 * @param limit how long the bridge may last; empty for ever
 * @param ringback what the caller hears while it rings, again and again; if none, what the callee sends or the phone
 *     makes
 * @param announce what the callee hears before it is connected
 * @param record what of the connection is recorded
 */
public record DialOptions(
        Optional<Duration> timeout,
        Optional<Duration> limit,
        List<Sound> ringback,
        List<Sound> announce,
        Optional<RecordMode> record) {

    /** Rings for 60 seconds, lasts for ever. */
    public static final DialOptions DEFAULT = new DialOptions(
            Optional.of(Duration.ofSeconds(60)), Optional.empty(), List.of(), List.of(), Optional.empty());

    /** Copies. */
    public DialOptions {
        ringback = List.copyOf(ringback);
        announce = List.copyOf(announce);
    }

    /** With this timeout. */
    public DialOptions timeout(Duration newTimeout) {
        return new DialOptions(Optional.of(newTimeout), limit, ringback, announce, record);
    }

    /** Rings until somebody answers. */
    public DialOptions withoutTimeout() {
        return new DialOptions(Optional.empty(), limit, ringback, announce, record);
    }

    /** With this limit. */
    public DialOptions limit(Duration newLimit) {
        return new DialOptions(timeout, Optional.of(newLimit), ringback, announce, record);
    }

    /** The caller hears this while it rings. */
    public DialOptions ringback(List<Sound> sounds) {
        return new DialOptions(timeout, limit, sounds, announce, record);
    }

    /** The callee hears this before it is connected. */
    public DialOptions announce(List<Sound> sounds) {
        return new DialOptions(timeout, limit, ringback, sounds, record);
    }

    /** The connection is recorded. */
    public DialOptions record(RecordMode mode) {
        return new DialOptions(timeout, limit, ringback, announce, Optional.of(mode));
    }
}
