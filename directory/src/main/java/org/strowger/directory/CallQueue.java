package org.strowger.directory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where callers wait for the next who is free.
 *
 * @param group who takes the calls, and in which order
 * @param wrapUp how long a member is left alone after a call
 * @param maxWait how long a caller waits at most; empty for ever
 * @param overflow the number to dial, through the dialplan, for a caller who has waited so long; empty sends the caller
 *     away
 * @param capacity how many may wait at once
 * @param music played over and over to who waits; empty for a tone
 * @param announcement played to who waits; {@code {position}} in a name is its place, 1 being the next
 * @param announceEvery how often; empty for once, at the beginning
 */
public record CallQueue(
        CallGroup group,
        Duration wrapUp,
        Optional<Duration> maxWait,
        Optional<String> overflow,
        int capacity,
        List<String> music,
        List<String> announcement,
        Optional<Duration> announceEvery) {

    /** Copies. */
    public CallQueue {
        music = List.copyOf(music);
        announcement = List.copyOf(announcement);
    }

    /** As the configuration names it. */
    public String name() {
        return group.name();
    }
}
