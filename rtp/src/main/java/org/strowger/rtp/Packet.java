package org.strowger.rtp;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** A datagram in a loop's one buffer, and where it came from. Used again for each datagram; belongs to its loop. */
final class Packet {

    /** The largest UDP payload, so that nothing is ever cut. */
    static final int CAPACITY = 65_536;

    /** Direct, big-endian, read and written by index only. */
    final ByteBuffer bytes;

    int length;
    long sourceHigh;
    long sourceLow;
    int sourcePort;
    int sourceScope;

    Packet(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** Remembers where it came from; where addresses come as objects anyway. */
    void source(InetSocketAddress address) {
        Endpoint from = Endpoint.of(address);
        sourceHigh = from.high();
        sourceLow = from.low();
        sourcePort = from.port();
        sourceScope = from.scope();
    }

    Endpoint source() {
        return Endpoint.of(sourceHigh, sourceLow, sourcePort, sourceScope);
    }
}
