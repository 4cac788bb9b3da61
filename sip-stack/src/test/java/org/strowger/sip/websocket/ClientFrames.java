package org.strowger.sip.websocket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Frames as a client writes them: masked, whole or in parts, right or wrong. */
public final class ClientFrames {

    public static final int FIN = 0x80;
    private static final byte[] MASK = {0x11, (byte) 0xEE, 0x5A, (byte) 0xA5};

    private ClientFrames() {}

    public static byte[] text(byte[] payload) {
        return frame(FIN | Frames.TEXT, payload);
    }

    public static byte[] text(String payload) {
        return text(payload.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] binary(byte[] payload) {
        return frame(FIN | Frames.BINARY, payload);
    }

    public static byte[] ping(String payload) {
        return frame(FIN | Frames.PING, payload.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] pong() {
        return frame(FIN | Frames.PONG, new byte[0]);
    }

    public static byte[] close(int status) {
        return frame(FIN | Frames.CLOSE, new byte[] {(byte) (status >> 8), (byte) status});
    }

    /** With any first octet. */
    public static byte[] frame(int first, byte[] payload) {
        byte[] header = header(first, payload.length);
        byte[] frame = new byte[header.length + payload.length];
        System.arraycopy(header, 0, frame, 0, header.length);
        for (int i = 0; i < payload.length; i++) frame[header.length + i] = (byte) (payload[i] ^ MASK[i & 3]);
        return frame;
    }

    /** The header alone of one that is so long, mask included. */
    public static byte[] header(int first, long length) {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.write(first);
        if (length >= 0 && length <= 125) header.write(0x80 | (int) length);
        else if (length >= 0 && length <= 0xFFFF) {
            header.write(0x80 | 126);
            header.write((int) length >> 8);
            header.write((int) length);
        } else {
            header.write(0x80 | 127);
            header.writeBytes(ByteBuffer.allocate(8).putLong(length).array());
        }
        header.writeBytes(MASK);
        return header.toByteArray();
    }
}
