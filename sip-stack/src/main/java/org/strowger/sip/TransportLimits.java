package org.strowger.sip;

import java.time.Duration;

/**
 * What peers may ask of our sockets.
 *
 * @param connections open at once, all peers together
 * @param connectionsPerAddress open at once that one IP address has opened
 * @param idle after which a connection without traffic is closed; longer than phones' registrations run, since those come back on it
 * @param silence for which a new connection may say nothing, and a message begun may stay unfinished
 * @param connect how long opening a connection may take
 * @param unsentBytes that may wait for a slow peer; beyond them its connection is closed
 */
public record TransportLimits(
        int connections,
        int connectionsPerAddress,
        Duration idle,
        Duration silence,
        Duration connect,
        int unsentBytes) {

    /** 20,000 connections, 1,000 of one address, 65 min idle, 30 s silence, 5 s to connect, 1 MiB unsent. */
    public static final TransportLimits DEFAULT = new TransportLimits(
            20_000, 1_000, Duration.ofMinutes(65), Duration.ofSeconds(30), Duration.ofSeconds(5), 1024 * 1024);

    /** Validates. */
    public TransportLimits {
        if (connections < 1 || connectionsPerAddress < 1 || unsentBytes < 1)
            throw new IllegalArgumentException("a limit is 1 or more");
        if (!idle.isPositive() || !silence.isPositive() || !connect.isPositive())
            throw new IllegalArgumentException("a time limit is longer than nothing");
    }
}
