package org.strowger.sip.transport;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * What peers may ask of our sockets.
 *
 * @param connections open at once, all peers together
 * @param connectionsPerAddress open at once that one IPv4 address or IPv6 /64 has opened
 * @param opened open at once that we have opened, to all peers together
 * @param idle after which a connection without traffic is closed; longer than phones' registrations run, since those
 *     come back on it
 * @param silence for which a new connection may say nothing, and a message that a proved peer began may stay unfinished
 * @param unprovedIdle as {@code idle}, for a connection that a peer opened and that has proved nothing; its pings don't
 *     count as traffic. As long as a call may ring, whose answer goes back on it
 * @param unprovedSilence for which a message may stay unfinished that a peer began who has proved nothing
 * @param connect how long opening a connection may take
 * @param unsentBytes that may wait for a slow peer; beyond them its connection is closed. Also what may wait for a
 *     connection to open
 */
public record TransportLimits(
        int connections,
        int connectionsPerAddress,
        int opened,
        Duration idle,
        Duration silence,
        Duration unprovedIdle,
        Duration unprovedSilence,
        Duration connect,
        int unsentBytes) {

    /**
     * 20,000 connections, 1,000 of one address, 5,000 opened by us, 65 min idle, 30 s silence (3 min and 5 s where
     * nothing is proved), 5 s to connect, 1 MiB unsent.
     */
    public static final TransportLimits DEFAULT = new TransportLimits(
            20_000,
            1_000,
            5_000,
            Duration.ofMinutes(65),
            Duration.ofSeconds(30),
            Duration.ofMinutes(3),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            1024 * 1024);

    /** Validates. */
    public TransportLimits {
        if (connections < 1 || connectionsPerAddress < 1 || opened < 1 || unsentBytes < 1)
            throw new IllegalArgumentException("a limit is 1 or more");
        if (!shortest(idle, silence, unprovedIdle, unprovedSilence, connect).isPositive())
            throw new IllegalArgumentException("a time limit is longer than nothing");
    }

    /** Of the times after which a connection is closed. */
    Duration shortest() {
        return shortest(idle, silence, unprovedIdle, unprovedSilence);
    }

    private static Duration shortest(Duration... times) {
        return Collections.min(List.of(times));
    }
}
