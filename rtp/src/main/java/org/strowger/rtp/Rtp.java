package org.strowger.rtp;

import java.nio.ByteBuffer;

/** The fixed header of RTP (RFC 3550 §5.1) and what tells RTP, RTCP and everything else apart (RFC 5761 §4). */
public final class Rtp {

    public static final int HEADER = 12;

    private static final int RTCP_HEADER = 8;
    private static final int MARKER = 0x80;

    private Rtp() {}

    public static boolean isRtp(Packet packet) {
        if (packet.length < HEADER) return false;
        int first = packet.bytes.get(0);
        return (first & 0xC0) == 0x80 && !isRtcpType(packet) && packet.length >= headerLength(packet);
    }

    public static boolean isRtcp(Packet packet) {
        if (packet.length < RTCP_HEADER || (packet.bytes.get(0) & 0xC0) != 0x80) return false;
        int firstPart = 4 * ((packet.bytes.getShort(2) & 0xFFFF) + 1);
        return isRtcpType(packet) && firstPart <= packet.length;
    }

    private static boolean isRtcpType(Packet packet) {
        int type = packet.bytes.get(1) & 0xFF;
        return type >= 192 && type <= 223;
    }

    /**
     * Octets of the header with its contributing sources and extension. A malformed packet may claim more than it has.
     */
    public static int headerLength(Packet packet) {
        int first = packet.bytes.get(0);
        int length = HEADER + 4 * (first & 0x0F);
        if ((first & 0x10) == 0 || packet.length < length + 4) return (first & 0x10) == 0 ? length : length + 4;
        return length + 4 + 4 * (packet.bytes.getShort(length + 2) & 0xFFFF);
    }

    /** Octets of the payload without padding; negative for a malformed packet that claims more padding than it has. */
    public static int payloadLength(Packet packet) {
        int length = packet.length - headerLength(packet);
        boolean padded = (packet.bytes.get(0) & 0x20) != 0;
        return padded && length > 0 ? length - (packet.bytes.get(packet.length - 1) & 0xFF) : length;
    }

    public static int payloadType(Packet packet) {
        return packet.bytes.get(1) & 0x7F;
    }

    /** Keeps the marker. */
    public static void payloadType(Packet packet, int type) {
        packet.bytes.put(1, (byte) ((packet.bytes.get(1) & MARKER) | type));
    }

    public static boolean marker(Packet packet) {
        return (packet.bytes.get(1) & MARKER) != 0;
    }

    public static int sequence(Packet packet) {
        return packet.bytes.getShort(2) & 0xFFFF;
    }

    public static int timestamp(Packet packet) {
        return packet.bytes.getInt(4);
    }

    public static int ssrc(Packet packet) {
        return packet.bytes.getInt(8);
    }

    public static void ssrc(Packet packet, int ssrc) {
        packet.bytes.putInt(8, ssrc);
    }

    /** Writes a header without contributing sources. */
    public static void write(ByteBuffer bytes, boolean marker, int payloadType, int sequence, int timestamp, int ssrc) {
        bytes.put(0, (byte) 0x80);
        bytes.put(1, (byte) ((marker ? MARKER : 0) | payloadType));
        bytes.putShort(2, (short) sequence);
        bytes.putInt(4, timestamp);
        bytes.putInt(8, ssrc);
    }
}
