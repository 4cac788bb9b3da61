package org.strowger.testkit;

import java.nio.ByteBuffer;

/**
 * A fuzzer's choices as datagrams: of RTP, RTCP, telephone-events and STUN, right and nearly right, and whatever else.
 */
final class Datagrams {

    private static final int[] TYPES = {0, 8, 9, 101, 13, 96, 127, 72, 200};
    private static final int[] SOURCES = {0x5EED, 1, 2, 3, 0x7FFF_FFFF};
    private static final int MUTATED = 0x80;
    private static final int MARKER = 0x80;

    private Datagrams() {}

    static byte[] chosen(Choices choices) {
        int kind = choices.next();
        byte[] made = switch (kind & 0xF) {
            case 0, 1, 2 -> rtp(choices, 160);
            case 3 -> rtp(choices, choices.next() * 6);
            case 4, 5 -> event(choices);
            case 6 -> report(choices, 200, 6 + 6 * (choices.next() & 3), choices.next(32));
            case 7 -> report(choices, 201, 1 + 6 * (choices.next() & 3), choices.next(32));
            case 8 -> joined(report(choices, 200, 6, 0), report(choices, 202 + choices.next(6), choices.next(8), 1));
            case 9 -> joined(report(choices, 201, 1, 0), report(choices, 207, choices.next(16), 0));
            case 10 -> stun(choices);
            case 11 -> extended(choices);
            case 12 -> new byte[] {22, (byte) 0xFE, (byte) 0xFD, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
            default -> choices.octets(choices.next());
        };
        if ((kind & MUTATED) != 0 && made.length > 0) made[choices.next() % made.length] = (byte) choices.next();
        return made;
    }

    private static ByteBuffer header(Choices choices, int first, int payload) {
        int what = choices.next();
        ByteBuffer packet = ByteBuffer.allocate(12 + payload);
        packet.put((byte) first).put((byte) ((what & MARKER) | TYPES[(what & 0x7F) % TYPES.length]));
        packet.putShort((short) (choices.next() << ((what & 0x20) == 0 ? 0 : 8)));
        packet.putInt((choices.next() * 160) << ((what & 0x10) == 0 ? 0 : 20));
        return packet.putInt(SOURCES[(what >> 3 & 0xF) % SOURCES.length]);
    }

    private static byte[] rtp(Choices choices, int payload) {
        return octets(header(choices, 0x80, Math.min(payload, 1400)));
    }

    /** RFC 4733 §2.3. */
    private static byte[] event(Choices choices) {
        ByteBuffer packet = header(choices, 0x80, 4);
        packet.put(1, (byte) ((packet.get(1) & MARKER) | 101));
        packet.put((byte) choices.next()).put((byte) ((choices.next() & MARKER) | 10));
        return octets(packet.putShort((short) (choices.next() * 160)));
    }

    /** RFC 3550 §6.4: of so many words after the first. */
    private static byte[] report(Choices choices, int type, int words, int count) {
        ByteBuffer packet = ByteBuffer.allocate(4 + 4 * words);
        packet.put((byte) (0x80 | count)).put((byte) type).putShort((short) words);
        if (words > 0) packet.putInt(SOURCES[choices.next(SOURCES.length)]);
        packet.put(choices.octets(packet.remaining() & choices.next()));
        return packet.array();
    }

    /** RFC 8489 §5. */
    private static byte[] stun(Choices choices) {
        byte[] attributes = choices.octets(choices.next() & 0x3C);
        ByteBuffer packet = ByteBuffer.allocate(20 + attributes.length);
        packet.putShort((short) choices.next(4))
                .putShort((short) attributes.length)
                .putInt(0x2112A442);
        return packet.position(20).put(attributes).array();
    }

    /** With contributing sources, an extension and padding (RFC 3550 §5.1), each as long as it likes to say. */
    private static byte[] extended(Choices choices) {
        int first = 0x80 | (choices.next() & 0x3F);
        ByteBuffer packet = header(choices, first, 80);
        packet.put(choices.octets(choices.next(81)));
        packet.put(packet.capacity() - 1, (byte) choices.next());
        return octets(packet);
    }

    private static byte[] octets(ByteBuffer packet) {
        byte[] result = new byte[packet.capacity()];
        packet.get(0, result);
        return result;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
    }
}
