package org.strowger.media;

/** Puts a peer's packets into their order, and gives them out when it is their time. Runs on the stream's loop. */
final class JitterBuffer {

    private static final int SLOTS = 64;
    private static final int DEPTH = 2;

    /** What there is for the listener. */
    enum Next {
        /** A packet: {@link #payload} and its companions are its. */
        PACKET,
        /** It did not come, but one behind it did. */
        LOST,
        /** Nothing has come. */
        NOTHING
    }

    private final byte[][] payloads = new byte[SLOTS][];
    private final int[] lengths = new int[SLOTS];
    private final int[] types = new int[SLOTS];
    private final int[] sequences = new int[SLOTS];
    private final boolean[] filled = new boolean[SLOTS];
    private int ssrc;
    private int next = -1;
    private int highest;
    private int held;
    private boolean running;
    private int taken;

    /** Keeps a copy of its payload. */
    void put(Packet packet) {
        int sequence = Rtp.sequence(packet);
        if (next < 0 || ssrc != Rtp.ssrc(packet)) restart(packet, sequence);
        int ahead = (short) (sequence - next);
        if (ahead < 0 && running) return;
        if (ahead < 0) next = sequence;
        if (ahead >= SLOTS) restart(packet, sequence);
        int slot = sequence % SLOTS;
        if (filled[slot]) return;
        int from = Rtp.headerLength(packet);
        int length = Rtp.payloadLength(packet);
        if (length < 0 || length > Frames.MAX_PAYLOAD) return;
        if (payloads[slot] == null || payloads[slot].length < length) payloads[slot] = new byte[Math.max(length, 320)];
        packet.bytes.get(from, payloads[slot], 0, length);
        lengths[slot] = length;
        types[slot] = Rtp.payloadType(packet);
        sequences[slot] = sequence;
        filled[slot] = true;
        held++;
        if ((short) (sequence - highest) > 0) highest = sequence;
    }

    private void restart(Packet packet, int sequence) {
        clear();
        ssrc = Rtp.ssrc(packet);
        next = sequence;
        highest = sequence;
    }

    /** Forgets everything. */
    void clear() {
        java.util.Arrays.fill(filled, false);
        held = 0;
        running = false;
        next = -1;
    }

    /** Goes on to the next. */
    Next take() {
        if (!running && held < DEPTH) return Next.NOTHING;
        running = held > 0;
        if (!running) return Next.NOTHING;
        int slot = next % SLOTS;
        next = (next + 1) & 0xFFFF;
        if (!filled[slot]) return Next.LOST;
        filled[slot] = false;
        held--;
        taken = slot;
        return Next.PACKET;
    }

    byte[] payload() {
        return payloads[taken];
    }

    int length() {
        return lengths[taken];
    }

    int payloadType() {
        return types[taken];
    }
}
