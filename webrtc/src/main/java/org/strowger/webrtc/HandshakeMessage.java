package org.strowger.webrtc;

import java.nio.ByteBuffer;

/**
 * A whole message of the handshake (RFC 6347 §4.2.2).
 *
 * @param type as below
 * @param sequence its number among those of its sender
 * @param epoch that it came in
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares two
record HandshakeMessage(int type, int sequence, int epoch, byte[] body) {

    static final int CLIENT_HELLO = 1;
    static final int SERVER_HELLO = 2;
    static final int HELLO_VERIFY_REQUEST = 3;
    static final int CERTIFICATE = 11;
    static final int SERVER_KEY_EXCHANGE = 12;
    static final int CERTIFICATE_REQUEST = 13;
    static final int SERVER_HELLO_DONE = 14;
    static final int CERTIFICATE_VERIFY = 15;
    static final int CLIENT_KEY_EXCHANGE = 16;
    static final int FINISHED = 20;

    static final int HEADER = 12;

    /** As one fragment, which is also how it is hashed (§4.2.6). */
    byte[] octets() {
        return ByteBuffer.allocate(HEADER + body.length)
                .put((byte) type)
                .put(number(body.length))
                .putShort((short) sequence)
                .put(number(0))
                .put(number(body.length))
                .put(body)
                .array();
    }

    private static byte[] number(int value) {
        return new byte[] {(byte) (value >> 16), (byte) (value >> 8), (byte) value};
    }
}
