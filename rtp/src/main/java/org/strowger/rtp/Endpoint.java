package org.strowger.rtp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * An address and port as numbers, so that comparing a packet's source with it takes no object. IPv4 stands in its
 * IPv6-mapped form (RFC 4291 §2.5.5.2).
 */
public record Endpoint(long high, long low, int port, int scope, InetSocketAddress address) {

    /** Upper half of the lower 64 bits of a mapped IPv4 address. */
    public static final long MAPPED = 0xFFFF_0000_0000L;

    /** Address and length of prefix. */
    private static final long[][] NOT_GLOBAL = {
        {0x0000_0000L, 8}, {0x0A00_0000L, 8}, {0x6440_0000L, 10}, {0x7F00_0000L, 8}, {0xA9FE_0000L, 16},
        {0xAC10_0000L, 12}, {0xC000_0000L, 24}, {0xC000_0200L, 24}, {0xC0A8_0000L, 16}, {0xC612_0000L, 15},
        {0xC633_6400L, 24}, {0xCB00_7100L, 24}, {0xE000_0000L, 3}
    };

    /** Nowhere: nothing matches it and nothing is sent to it. */
    public static final Endpoint NONE =
            new Endpoint(0, 0, -1, 0, InetSocketAddress.createUnresolved("nowhere.invalid", 0));

    /**
     * Nowhere for port 0 and the wildcard address, which older peers write for hold (RFC 3264 §8.4), and for unresolved
     * names.
     */
    public static Endpoint of(InetSocketAddress address) {
        InetAddress ip = address.getAddress();
        if (ip == null || ip.isAnyLocalAddress() || address.getPort() == 0) return NONE;
        byte[] octets = ip.getAddress();
        if (octets.length == 4) return new Endpoint(0, MAPPED | number(octets, 0, 4), address.getPort(), 0, address);
        int scope = ip instanceof Inet6Address six ? six.getScopeId() : 0;
        return new Endpoint(number(octets, 0, 8), number(octets, 8, 8), address.getPort(), scope, address);
    }

    /** The endpoint that these numbers name. */
    public static Endpoint of(long high, long low, int port, int scope) {
        try {
            InetAddress ip = isFour(high, low)
                    ? InetAddress.getByAddress(octets(low & 0xFFFF_FFFFL, 4))
                    : Inet6Address.getByAddress(null, sixteen(high, low), scope);
            return new Endpoint(high, low, port, scope, new InetSocketAddress(ip, port));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of 4 or 16 octets is always one", e);
        }
    }

    public boolean isNowhere() {
        return this == NONE;
    }

    /**
     * Whether the Internet leads there from anywhere: none of the blocks that RFC 6890 keeps for private networks,
     * shared address space, links, documentation, benchmarks and multicast.
     */
    boolean isGlobal() {
        if (isNowhere()) return false;
        if (!isFour()) return (high >>> 61) == 1 && (high >>> 32) != 0x2001_0DB8L;
        for (long[] block : NOT_GLOBAL) if (((low ^ block[0]) & 0xFFFF_FFFFL) >>> (32 - block[1]) == 0) return false;
        return true;
    }

    public boolean isFour() {
        return isFour(high, low);
    }

    boolean matches(Packet packet) {
        return port == packet.sourcePort && low == packet.sourceLow && high == packet.sourceHigh;
    }

    public boolean sameHost(Packet packet) {
        return port >= 0 && low == packet.sourceLow && high == packet.sourceHigh;
    }

    private static boolean isFour(long high, long low) {
        return high == 0 && (low & 0xFFFF_FFFF_0000_0000L) == MAPPED;
    }

    private static long number(byte[] octets, int from, int count) {
        long value = 0;
        for (int i = from; i < from + count; i++) value = (value << 8) | (octets[i] & 0xFF);
        return value;
    }

    private static byte[] octets(long value, int count) {
        byte[] octets = new byte[count];
        for (int i = 0; i < count; i++) octets[i] = (byte) (value >>> (8 * (count - 1 - i)));
        return octets;
    }

    private static byte[] sixteen(long high, long low) {
        byte[] octets = new byte[16];
        System.arraycopy(octets(high, 8), 0, octets, 0, 8);
        System.arraycopy(octets(low, 8), 0, octets, 8, 8);
        return octets;
    }
}
