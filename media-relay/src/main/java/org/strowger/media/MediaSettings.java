package org.strowger.media;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.strowger.rtp.MediaPorts;
import org.strowger.rtp.PacketRates;

/**
 * How a {@link MediaEngine} on real sockets is to be set up. Immutable; begin with {@link #defaults} and change what
 * differs.
 *
 * @param ports that calls may take. A call of two legs takes two pairs, and four file descriptors
 * @param bind addresses to bind, at most one per family. Where none is given for a family, the address that the stream
 *     is opened for if it is this host's own, else (behind a 1:1 NAT) the wildcard. A wildcard listed here is always
 *     used; sockets bound to it are never connected to their peer, so that a host of several addresses hears on all of
 *     them
 * @param timeout silence after which {@link MediaListener#timedOut} is told; zero for never
 * @param loops threads that carry media, 1 to 256
 * @param backend how to talk to sockets
 * @param rates packets of a peer that a stream takes
 * @param tos the IPv4 TOS or IPv6 traffic class byte of what we send, 0 to 255: 0xB8 is DSCP EF (RFC 3246), 0 leaves it
 *     alone
 */
public record MediaSettings(
        MediaPorts ports,
        List<InetAddress> bind,
        Duration timeout,
        int loops,
        MediaBackend backend,
        PacketRates rates,
        int tos) {

    private static final int MAX_LOOPS = 256;

    /** Checks the ranges. */
    public MediaSettings {
        bind = List.copyOf(bind);
        require(!timeout.isNegative(), "media durations must not be negative");
        require(loops >= 1 && loops <= MAX_LOOPS, "media loops must be 1 to " + MAX_LOOPS);
        require(tos >= 0 && tos <= 255, "tos must be 0 to 255");
    }

    /**
     * Ports 16384 to 32767, 5 s of quarantine, 60 s of silence, a loop for each core, and the best backend there is.
     */
    public static MediaSettings defaults() {
        int loops = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MAX_LOOPS);
        MediaPorts ports = new MediaPorts(16384, 32767, 0, Duration.ofSeconds(5));
        return new MediaSettings(
                ports, List.of(), Duration.ofSeconds(60), loops, MediaBackend.AUTO, PacketRates.DEFAULT, 0);
    }

    /** With another range of ports, inclusive. */
    public MediaSettings withPorts(int first, int last) {
        return withPorts(new MediaPorts(first, last, ports.reserve(), ports.quarantine()));
    }

    /** With so many pairs that are left to emergency calls. */
    public MediaSettings withReserve(int pairs) {
        return withPorts(new MediaPorts(ports.first(), ports.last(), pairs, ports.quarantine()));
    }

    /** With addresses to bind. */
    public MediaSettings withBind(List<InetAddress> addresses) {
        return new MediaSettings(ports, addresses, timeout, loops, backend, rates, tos);
    }

    /** With another rest for ports after use. */
    public MediaSettings withQuarantine(Duration rest) {
        return withPorts(new MediaPorts(ports.first(), ports.last(), ports.reserve(), rest));
    }

    /** With another media timeout; zero for none. */
    public MediaSettings withTimeout(Duration silence) {
        return new MediaSettings(ports, bind, silence, loops, backend, rates, tos);
    }

    /** With another number of threads. */
    public MediaSettings withLoops(int count) {
        return new MediaSettings(ports, bind, timeout, count, backend, rates, tos);
    }

    /** With another backend. */
    public MediaSettings withBackend(MediaBackend other) {
        return new MediaSettings(ports, bind, timeout, loops, other, rates, tos);
    }

    /** With other bounds on what a peer sends. */
    public MediaSettings withRates(PacketRates most) {
        return new MediaSettings(ports, bind, timeout, loops, backend, most, tos);
    }

    /** With another TOS or traffic class byte. */
    public MediaSettings withTos(int value) {
        return new MediaSettings(ports, bind, timeout, loops, backend, rates, value);
    }

    private MediaSettings withPorts(MediaPorts range) {
        return new MediaSettings(range, bind, timeout, loops, backend, rates, tos);
    }

    private static void require(boolean holds, String message) {
        if (!holds) throw new IllegalArgumentException(message);
    }
}
