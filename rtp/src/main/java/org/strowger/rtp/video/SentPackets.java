package org.strowger.rtp.video;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The latest packets of a source of pictures, to be sent again. Memory is taken when the first is kept. */
final class SentPackets {

    /** Some two seconds of a picture of 1 Mbit/s; a power of two. */
    static final int MOST = 256;

    /** Octets of the longest payload that is kept: what a browser sends fits a path of 1280 octets. */
    static final int LONGEST = 1400;

    private static final long AGAIN_NANOS = 20_000_000;

    private final int[] sequences = new int[MOST];
    private final int[] lengths = new int[MOST];
    private final int[] types = new int[MOST];
    private final int[] timestamps = new int[MOST];
    private final boolean[] markers = new boolean[MOST];
    private final boolean[] repeated = new boolean[MOST];
    private final long[] repeatedAt = new long[MOST];
    private byte[] payloads = new byte[0];

    SentPackets() {
        Arrays.fill(sequences, -1);
    }

    private static int slot(int sequence) {
        return sequence & (MOST - 1);
    }

    /** Keeps a payload; not one that is too long. */
    void keep(ByteBuffer bytes, int at, int length, int sequence, int timestamp, int type, boolean marker) {
        int slot = slot(sequence);
        sequences[slot] = length > LONGEST ? -1 : sequence;
        if (length > LONGEST) return;
        if (payloads.length == 0) payloads = new byte[MOST * LONGEST];
        bytes.get(at, payloads, slot * LONGEST, length);
        lengths[slot] = length;
        timestamps[slot] = timestamp;
        types[slot] = type;
        markers[slot] = marker;
        repeated[slot] = false;
    }

    /** Whether a packet is still there and hasn't been sent again just before. */
    boolean mayRepeat(int sequence, long now) {
        int slot = slot(sequence);
        return sequences[slot] == sequence && !(repeated[slot] && now - repeatedAt[slot] < AGAIN_NANOS);
    }

    /** Writes its payload; returns where that ends. */
    int repeat(int sequence, ByteBuffer bytes, int at, long now) {
        int slot = slot(sequence);
        repeated[slot] = true;
        repeatedAt[slot] = now;
        bytes.put(at, payloads, slot * LONGEST, lengths[slot]);
        return at + lengths[slot];
    }

    int type(int sequence) {
        return types[slot(sequence)];
    }

    int timestamp(int sequence) {
        return timestamps[slot(sequence)];
    }

    boolean marker(int sequence) {
        return markers[slot(sequence)];
    }
}
