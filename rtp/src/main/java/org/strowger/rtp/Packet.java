package org.strowger.rtp;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** A datagram in a loop's one buffer, and where it came from. Used again for each datagram; belongs to its loop. */
public final class Packet {

    /** The largest UDP payload, so that nothing is ever cut. */
    public static final int CAPACITY = 65_536;

    /** Direct, big-endian, read and written by index only. */
    public final ByteBuffer bytes;

    public int length;
    public long sourceHigh;
    public long sourceLow;
    public int sourcePort;
    public int sourceScope;

    public Packet(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** Remembers where it came from; where addresses come as objects anyway. */
    public void source(InetSocketAddress address) {
        Endpoint from = Endpoint.of(address);
        sourceHigh = from.high();
        sourceLow = from.low();
        sourcePort = from.port();
        sourceScope = from.scope();
    }

    public Endpoint source() {
        return Endpoint.of(sourceHigh, sourceLow, sourcePort, sourceScope);
    }
}
