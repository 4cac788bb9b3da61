package org.strowger.sip.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Frames as a server writes them: whole, and not masked (RFC 6455 §5). */
public final class Frames {

    /** Why a connection is closed (§7.4.1). */
    public static final int GOING_AWAY = 1001;

    public static final int PROTOCOL_ERROR = 1002;
    public static final int CANNOT_USE = 1003;
    public static final int TOO_BIG = 1009;

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    static final int LONGEST_CONTROL = 125;
    private static final int FIN = 0x80;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;

    private Frames() {}

    /**
     * A message: as text, which browsers show their people, unless it is none (RFC 7118 §4.2); a browser closes at text
     * that isn't UTF-8.
     */
    public static byte[] message(byte[] payload) {
        return frame(isUtf8(payload) ? TEXT : BINARY, payload);
    }

    /** Asks whether the peer is there. */
    public static byte[] ping() {
        return frame(PING, new byte[0]);
    }

    /** Answers a ping. */
    public static byte[] pong(byte[] payload) {
        return frame(PONG, payload);
    }

    /** Closes for a reason. */
    public static byte[] close(int status) {
        return frame(CLOSE, new byte[] {(byte) (status >> 8), (byte) status});
    }

    /** Answers a close without a reason. */
    public static byte[] close() {
        return frame(CLOSE, new byte[0]);
    }

    private static byte[] frame(int opcode, byte[] payload) {
        int length = payload.length;
        int header = length <= LONGEST_CONTROL ? 2 : length <= 0xFFFF ? 4 : 10;
        byte[] frame = new byte[header + length];
        frame[0] = (byte) (FIN | opcode);
        switch (header) {
            case 2 -> frame[1] = (byte) length;
            case 4 -> {
                frame[1] = TWO_BYTES;
                frame[2] = (byte) (length >> 8);
                frame[3] = (byte) length;
            }
            default -> {
                frame[1] = EIGHT_BYTES;
                ByteBuffer.wrap(frame, 2, 8).putLong(length);
            }
        }
        System.arraycopy(payload, 0, frame, header, length);
        return frame;
    }

    private static boolean isUtf8(byte[] bytes) {
        for (byte b : bytes) if (b < 0) return isDecodable(bytes);
        return true;
    }

    private static boolean isDecodable(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }
}
