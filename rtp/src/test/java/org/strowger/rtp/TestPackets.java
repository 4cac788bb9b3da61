package org.strowger.rtp;

import java.nio.ByteBuffer;

/** Packets as peers send them. */
public final class TestPackets {

    private TestPackets() {}

    public static byte[] rtp(int payloadType, int sequence, int timestamp, int ssrc, int payload) {
        ByteBuffer bytes = ByteBuffer.allocate(Rtp.HEADER + payload);
        Rtp.write(bytes, false, payloadType, sequence, timestamp, ssrc);
        for (int i = 0; i < payload; i++) bytes.put(Rtp.HEADER + i, (byte) (sequence + i));
        return bytes.array();
    }

    /** An empty receiver report. */
    public static byte[] rtcp(int ssrc) {
        return ByteBuffer.allocate(8)
                .put((byte) 0x80)
                .put((byte) 201)
                .putShort((short) 1)
                .putInt(ssrc)
                .array();
    }

    static Packet packet(byte[] bytes, Endpoint from) {
        Packet packet = new Packet(ByteBuffer.allocateDirect(Packet.CAPACITY));
        return fill(packet, bytes, from);
    }

    static Packet fill(Packet packet, byte[] bytes, Endpoint from) {
        packet.bytes.put(0, bytes);
        packet.length = bytes.length;
        packet.sourceHigh = from.high();
        packet.sourceLow = from.low();
        packet.sourcePort = from.port();
        packet.sourceScope = from.scope();
        return packet;
    }
}
