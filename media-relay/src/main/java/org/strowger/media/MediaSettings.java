package org.strowger.media;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * How a {@link MediaEngine} on real sockets is to be set up. Immutable; begin with {@link #defaults} and change what differs.
 *
 * @param firstPort of the range, 1024 to 65534; RTP takes even ports, RTCP the odd one above (RFC 3550 §11)
 * @param lastPort of the range, inclusive. A call of two legs takes two pairs, and four file descriptors
 * @param reserve how many of the pairs are left to emergency calls: ordinary ones take none of the last that are free. 0 or more, less than there are
 * @param bind addresses to bind, at most one per family. Where none is given for a family, the address that the stream is opened for
 *     if it is this host's own, else (behind a 1:1 NAT) the wildcard. A wildcard listed here is always used; sockets bound to it are never
 *     connected to their peer, so that a host of several addresses hears on all of them
 * @param quarantine how long a pair rests after use, so that the last packets of one call never reach the next
 * @param timeout silence after which {@link MediaListener#timedOut} is told; zero for never
 * @param loops threads that carry media, 1 to 256
 * @param backend how to talk to sockets
 * @param tos the IPv4 TOS or IPv6 traffic class byte of what we send, 0 to 255: 0xB8 is DSCP EF (RFC 3246), 0 leaves it alone
 */
public record MediaSettings(
        int firstPort,
        int lastPort,
        int reserve,
        List<InetAddress> bind,
        Duration quarantine,
        Duration timeout,
        int loops,
        MediaBackend backend,
        int tos) {

    private static final int MAX_LOOPS = 256;

    /** Checks the ranges. */
    public MediaSettings {
        bind = List.copyOf(bind);
        require(firstPort >= 1024 && lastPort <= 65535, "media ports must lie between 1024 and 65535");
        require(
                firstPort + (firstPort & 1) < lastPort,
                "the media port range must hold an even port and the odd one above it");
        require(reserve >= 0 && reserve < pairs(firstPort, lastPort), "the reserve must leave ports to ordinary calls");
        require(!quarantine.isNegative() && !timeout.isNegative(), "media durations must not be negative");
        require(loops >= 1 && loops <= MAX_LOOPS, "media loops must be 1 to " + MAX_LOOPS);
        require(tos >= 0 && tos <= 255, "tos must be 0 to 255");
    }

    /** Ports 16384 to 32767, 5 s of quarantine, 60 s of silence, a loop for each core, and the best backend there is. */
    public static MediaSettings defaults() {
        int loops = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MAX_LOOPS);
        return new MediaSettings(
                16384, 32767, 0, List.of(), Duration.ofSeconds(5), Duration.ofSeconds(60), loops, MediaBackend.AUTO, 0);
    }

    /** How many pairs there are in a range, both ends included. */
    public static int pairs(int firstPort, int lastPort) {
        return (lastPort + 1 - firstPort - (firstPort & 1)) / 2;
    }

    /** With another range of ports, inclusive. */
    public MediaSettings withPorts(int first, int last) {
        return new MediaSettings(first, last, reserve, bind, quarantine, timeout, loops, backend, tos);
    }

    /** With so many pairs that are left to emergency calls. */
    public MediaSettings withReserve(int pairs) {
        return new MediaSettings(firstPort, lastPort, pairs, bind, quarantine, timeout, loops, backend, tos);
    }

    /** With addresses to bind. */
    public MediaSettings withBind(List<InetAddress> addresses) {
        return new MediaSettings(firstPort, lastPort, reserve, addresses, quarantine, timeout, loops, backend, tos);
    }

    /** With another rest for ports after use. */
    public MediaSettings withQuarantine(Duration rest) {
        return new MediaSettings(firstPort, lastPort, reserve, bind, rest, timeout, loops, backend, tos);
    }

    /** With another media timeout; zero for none. */
    public MediaSettings withTimeout(Duration silence) {
        return new MediaSettings(firstPort, lastPort, reserve, bind, quarantine, silence, loops, backend, tos);
    }

    /** With another number of threads. */
    public MediaSettings withLoops(int count) {
        return new MediaSettings(firstPort, lastPort, reserve, bind, quarantine, timeout, count, backend, tos);
    }

    /** With another backend. */
    public MediaSettings withBackend(MediaBackend other) {
        return new MediaSettings(firstPort, lastPort, reserve, bind, quarantine, timeout, loops, other, tos);
    }

    /** With another TOS or traffic class byte. */
    public MediaSettings withTos(int value) {
        return new MediaSettings(firstPort, lastPort, reserve, bind, quarantine, timeout, loops, backend, value);
    }

    private static void require(boolean holds, String message) {
        if (!holds) throw new IllegalArgumentException(message);
    }
}
