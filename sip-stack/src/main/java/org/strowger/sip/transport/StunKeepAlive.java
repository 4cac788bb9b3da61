package org.strowger.sip.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * Binding requests of STUN on a port of SIP (RFC 5626 §8, RFC 5389): a phone asks where it is seen, which holds its
 * mapping open and tells it when that has changed. So many are answered in a second; more would be somebody who has us
 * write to others. On the socket's loop.
 */
final class StunKeepAlive {

    /** Answers of a socket in a second: 100,000 phones ask every 25 s. */
    static final int MOST_A_SECOND = 10_000;

    private static final int HEADER = 20;
    private static final short BINDING_REQUEST = 0x0001;
    private static final short BINDING_SUCCESS = 0x0101;
    private static final int COOKIE = 0x2112A442;
    private static final short XOR_MAPPED_ADDRESS = 0x0020;
    /** §15: whoever sends one of these insists on its being understood. */
    private static final int OPTIONAL_FROM = 0x8000;

    private static final long SECOND_NANOS = 1_000_000_000L;

    private long second;
    private int answered;

    /** Whether a datagram may be STUN: no SIP begins with two bits of zero (RFC 5626 §8). */
    static boolean looksLike(ByteBuffer datagram) {
        return datagram.remaining() >= HEADER
                && (datagram.get(datagram.position()) & 0xc0) == 0
                && datagram.getInt(datagram.position() + 4) == COOKIE;
    }

    /**
     * The answer to a datagram that {@linkplain #looksLike looks like} STUN.
     *
     * @param now in nanoseconds
     * @return empty, without remaining octets, where there is none to give
     */
    ByteBuffer answer(ByteBuffer datagram, InetSocketAddress source, long now) {
        if (!isBindingRequest(datagram) || !mayAnswer(now)) return ByteBuffer.allocate(0);
        byte[] address = source.getAddress().getAddress();
        int start = datagram.position();
        ByteBuffer answer = ByteBuffer.allocate(HEADER + 8 + address.length);
        answer.putShort(BINDING_SUCCESS).putShort((short) (8 + address.length));
        for (int i = 4; i < HEADER; i++) answer.put(datagram.get(start + i));
        answer.putShort(XOR_MAPPED_ADDRESS).putShort((short) (4 + address.length));
        answer.put((byte) 0).put((byte) (isOfVersion4(source.getAddress()) ? 1 : 2));
        answer.putShort((short) (source.getPort() ^ (COOKIE >>> 16)));
        // §15.2: the cookie, and behind it the transaction's id
        for (int i = 0; i < address.length; i++) answer.put((byte) (address[i] ^ datagram.get(start + 4 + i)));
        return answer.flip();
    }

    private static boolean isOfVersion4(InetAddress address) {
        return address.getAddress().length == 4;
    }

    private static boolean isBindingRequest(ByteBuffer datagram) {
        int start = datagram.position();
        int length = Short.toUnsignedInt(datagram.getShort(start + 2));
        if (datagram.getShort(start) != BINDING_REQUEST || datagram.remaining() != HEADER + length) return false;
        int at = start + HEADER;
        int end = at + length;
        while (at + 4 <= end) {
            if (Short.toUnsignedInt(datagram.getShort(at)) < OPTIONAL_FROM) return false;
            at += 4 + ((Short.toUnsignedInt(datagram.getShort(at + 2)) + 3) & ~3);
        }
        return at == end;
    }

    private boolean mayAnswer(long now) {
        long current = Math.floorDiv(now, SECOND_NANOS);
        if (current != second) {
            second = current;
            answered = 0;
        }
        return answered++ < MOST_A_SECOND;
    }
}
