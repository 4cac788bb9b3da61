package org.strowger.rtp.video;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.strowger.rtp.Packet;
import org.strowger.rtp.Rtp;

/**
 * Puts pictures of VP8 together from their packets (RFC 7741 §4.4), in their order, from one on that needs no other.
 * What is missing is waited for, since it may be sent again; where that is in vain, the next picture is again one that
 * needs no other, so that each of those that are told can be decoded. Runs on the stream's loop.
 */
public final class Vp8Pictures {

    /** Packets that wait behind one that is missing; a power of two. */
    static final int MOST_WAITING = 256;

    /** Octets of a picture. */
    static final int LARGEST = 1 << 20;

    private final Listener listener;
    private final byte[][] payloads = new byte[MOST_WAITING][0];
    private final int[] lengths = new int[MOST_WAITING];
    private final int[] sequences = new int[MOST_WAITING];
    private final int[] times = new int[MOST_WAITING];
    private final boolean[] lasts = new boolean[MOST_WAITING];

    private byte[] picture = new byte[16_384];
    private int length;
    private boolean broken;
    private boolean running;
    private int source;
    private int next;

    /** Told of each picture. */
    public interface Listener {
        /**
         * One is whole.
         *
         * @param picture its octets, from the beginning, valid until this returns
         * @param size width and height in the upper and lower half, for one that needs no other; else 0
         * @param timestamp of 90 kHz
         */
        void picture(byte[] picture, int length, int size, int timestamp);
    }

    public Vp8Pictures(Listener listener) {
        this.listener = listener;
        Arrays.fill(sequences, -1);
    }

    /** Takes a packet, each once, as it comes; false while a picture is waited for that needs no other. */
    public boolean take(Packet packet) {
        int at = Rtp.headerLength(packet);
        int end = at + Rtp.payloadLength(packet);
        int sequence = Rtp.sequence(packet);
        boolean begins = VideoFormat.VP8.beginsKeyPicture(packet, at, end);
        if (running && Rtp.ssrc(packet) != source) stop();
        if (!running && !begins) return false;
        if (!running) begin(Rtp.ssrc(packet), sequence);
        int ahead = (short) (sequence - next);
        if (ahead >= MOST_WAITING) {
            stop();
            return begins && take(packet);
        }
        if (ahead >= 0) {
            keep(packet, at, end, sequence);
            drain();
        }
        return running;
    }

    /** The next picture is to be one that needs no other. */
    public void stop() {
        running = false;
        Arrays.fill(sequences, -1);
    }

    private void begin(int of, int sequence) {
        running = true;
        broken = false;
        source = of;
        next = sequence;
        length = 0;
    }

    private void keep(Packet packet, int at, int end, int sequence) {
        int slot = sequence & (MOST_WAITING - 1);
        int payload = at < end ? Math.min(end, Vp8.payload(packet.bytes, at, end)) : end;
        int octets = Math.max(0, end - payload);
        if (payloads[slot].length < octets) payloads[slot] = new byte[octets];
        packet.bytes.get(payload, payloads[slot], 0, octets);
        lengths[slot] = octets;
        sequences[slot] = sequence;
        times[slot] = Rtp.timestamp(packet);
        lasts[slot] = Rtp.marker(packet);
    }

    private void drain() {
        for (int slot = next & (MOST_WAITING - 1);
                running && sequences[slot] == next;
                slot = next & (MOST_WAITING - 1)) {
            append(slot);
            if (lasts[slot]) tell(times[slot]);
            next = (next + 1) & 0xFFFF;
        }
    }

    private void append(int slot) {
        if (length + lengths[slot] > LARGEST) broken = true;
        if (broken) return;
        if (picture.length < length + lengths[slot])
            picture = Arrays.copyOf(picture, Math.max(length + lengths[slot], Math.min(LARGEST, 2 * picture.length)));
        System.arraycopy(payloads[slot], 0, picture, length, lengths[slot]);
        length += lengths[slot];
    }

    private void tell(int time) {
        ByteBuffer bytes = ByteBuffer.wrap(picture);
        boolean isKey = length > 0 && Vp8.isKey(bytes, 0);
        if (broken) stop();
        else if (length > 0) listener.picture(picture, length, isKey ? Vp8.size(bytes, 0, length) : 0, time);
        length = 0;
    }
}
