package org.strowger.sip.source;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * Who counts as one sender: an IPv4 address, or all that begins with the same 64 bits of IPv6, since one customer has
 * as many (RFC 6177 §2).
 */
public final class SourceKeys {

    private SourceKeys() {}

    /** The same for addresses that count as one, another for others. */
    public static long of(InetAddress address) {
        byte[] octets = address.getAddress();
        ByteBuffer bits = ByteBuffer.wrap(octets);
        return octets.length == 4 ? (1L << 32) | (bits.getInt() & 0xffff_ffffL) : bits.getLong();
    }
}
