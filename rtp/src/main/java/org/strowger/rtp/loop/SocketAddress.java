package org.strowger.rtp.loop;

import java.nio.ByteBuffer;
import org.strowger.rtp.Endpoint;
import org.strowger.rtp.Packet;

/**
 * {@code struct sockaddr_in} and {@code sockaddr_in6} of Linux: family in the machine's order, little-endian on both
 * machines.
 */
final class SocketAddress {

    static final int MAX_LENGTH = 28;
    private static final int LENGTH_4 = 16;

    private SocketAddress() {}

    /** Writes it at the start of big-endian bytes; its length. */
    static int write(ByteBuffer bytes, Endpoint endpoint) {
        return write(bytes, endpoint.high(), endpoint.low(), endpoint.port(), endpoint.scope(), endpoint.isFour());
    }

    static int write(ByteBuffer bytes, long high, long low, int port, int scope, boolean four) {
        family(bytes, four ? Posix.AF_INET : Posix.AF_INET6);
        bytes.putShort(2, (short) port);
        bytes.putInt(4, four ? (int) low : 0);
        if (four) return LENGTH_4;
        bytes.putLong(8, high);
        bytes.putLong(16, low);
        bytes.putInt(24, Integer.reverseBytes(scope));
        return MAX_LENGTH;
    }

    /** AF_UNSPEC, which undoes a connect. */
    static int writeNone(ByteBuffer bytes) {
        family(bytes, 0);
        return LENGTH_4;
    }

    private static void family(ByteBuffer bytes, int family) {
        bytes.put(0, (byte) family);
        bytes.put(1, (byte) 0);
    }

    /** Reads the source of a packet. */
    static void read(ByteBuffer bytes, Packet into) {
        into.sourcePort = bytes.getShort(2) & 0xFFFF;
        if (bytes.get(0) == Posix.AF_INET) {
            into.sourceHigh = 0;
            into.sourceLow = Endpoint.MAPPED | (bytes.getInt(4) & 0xFFFF_FFFFL);
            into.sourceScope = 0;
        } else {
            into.sourceHigh = bytes.getLong(8);
            into.sourceLow = bytes.getLong(16);
            into.sourceScope = Integer.reverseBytes(bytes.getInt(24));
        }
    }
}
