package org.strowger.sip.transport;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;

/**
 * How long datagrams wait in the kernel, which doesn't say: a probe of our own goes the way that they go, behind all
 * that waits when it is sent, and is read when they have been. There is one while a queue stands, and none while each
 * turn reads it empty. Written on the socket's loop, read on any thread.
 */
final class Backlog {

    /** A kernel whose queue is full drops probes like all else. */
    private static final long LOST_AFTER = Duration.ofSeconds(1).toNanos();

    private static final int LENGTH = 2 * Long.BYTES;

    /** What nobody else knows: a probe that others could make would say that others wait. */
    private final long secret = new SecureRandom().nextLong();

    private volatile long measured;
    private volatile boolean underWay;
    private volatile long sent;

    /** A turn ends, and there is more to be read: whether a probe is to be sent now. */
    boolean wantsProbe(long now) {
        return !underWay || now - sent > LOST_AFTER;
    }

    /** What to send to ourselves. */
    ByteBuffer probe(long now) {
        sent = now;
        underWay = true;
        return ByteBuffer.allocate(LENGTH).putLong(secret).putLong(now).flip();
    }

    /** The last probe could not be sent. */
    void unsent() {
        underWay = false;
    }

    /** Whether a datagram is a probe of ours, which says how long it has waited. */
    boolean takes(ByteBuffer datagram, long now) {
        if (datagram.remaining() != LENGTH || datagram.getLong(0) != secret) return false;
        long of = datagram.getLong(Long.BYTES);
        measured = now - of;
        if (of == sent) underWay = false;
        return true;
    }

    /** All has been read that there was. */
    void emptied() {
        if (underWay) underWay = false;
        if (measured != 0) measured = 0;
    }

    /** For how long what is read now has waited, in nanoseconds, as far as it is known. */
    long nanos(long now) {
        long waited = measured;
        return underWay ? Math.max(waited, now - sent) : waited;
    }
}
