package org.strowger.webrtc;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Puts a message of STUN together (RFC 8489 §5), with MESSAGE-INTEGRITY and FINGERPRINT at its end. */
final class StunWriter {

    private static final int FOUR = 1;
    private static final int SIX = 2;

    private final int type;
    private final byte[] transaction;
    private final ByteArrayOutputStream attributes = new ByteArrayOutputStream(64);

    /** @param transaction cookie and transaction: 16 octets */
    StunWriter(int type, byte[] transaction) {
        this.type = type;
        this.transaction = transaction;
    }

    /** An attribute, filled up to whole words. */
    StunWriter with(int attribute, byte[] value) {
        attributes.writeBytes(ByteBuffer.allocate(4)
                .putShort((short) attribute)
                .putShort((short) value.length)
                .array());
        attributes.writeBytes(value);
        attributes.writeBytes(new byte[(4 - value.length % 4) % 4]);
        return this;
    }

    /** RFC 8489 §14.2. */
    StunWriter withAddress(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        byte[] octets = host.getAddress();
        ByteBuffer value = ByteBuffer.allocate(4 + octets.length);
        value.putShort((short) (octets.length == 4 ? FOUR : SIX));
        value.putShort((short) (address.getPort() ^ (StunMessage.COOKIE >>> 16)));
        for (int i = 0; i < octets.length; i++) value.put((byte) (octets[i] ^ transaction[i]));
        return with(StunMessage.XOR_MAPPED_ADDRESS, value.array());
    }

    /** RFC 8489 §14.8. */
    StunWriter withError(int code, String reason) {
        byte[] words = reason.getBytes(StandardCharsets.UTF_8);
        ByteBuffer value = ByteBuffer.allocate(4 + words.length);
        value.putInt(((code / 100) << 8) | (code % 100)).put(words);
        return with(StunMessage.ERROR_CODE, value.array());
    }

    /** RFC 8489 §14.13. */
    StunWriter withUnknown(List<Integer> types) {
        ByteBuffer value = ByteBuffer.allocate(2 * types.size());
        types.forEach(each -> value.putShort(each.shortValue()));
        return with(StunMessage.UNKNOWN_ATTRIBUTES, value.array());
    }

    /** All of it, sealed with a password. */
    byte[] sealed(String password) {
        with(StunMessage.MESSAGE_INTEGRITY, StunMessage.hmac(octets(4 + StunMessage.HMAC), password));
        byte[] covered = octets(8);
        int crc = StunMessage.fingerprint(covered, covered.length);
        with(StunMessage.FINGERPRINT, ByteBuffer.allocate(4).putInt(crc).array());
        return octets(0);
    }

    /** As far as it is written, with a header that counts so many octets more. */
    private byte[] octets(int more) {
        byte[] written = attributes.toByteArray();
        return ByteBuffer.allocate(StunMessage.HEADER + written.length)
                .putShort((short) type)
                .putShort((short) (written.length + more))
                .put(transaction)
                .put(written)
                .array();
    }
}
