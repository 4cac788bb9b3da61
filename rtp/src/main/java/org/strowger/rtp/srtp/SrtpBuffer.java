package org.strowger.rtp.srtp;

import org.strowger.rtp.Packet;

/** A packet's octets in an array, as ciphers like them. Grows to the largest packet and stays so. */
final class SrtpBuffer {

    private byte[] octets = new byte[512];

    /** The packet with room behind it. */
    byte[] take(Packet packet, int room) {
        if (octets.length < packet.length + room) octets = new byte[packet.length + room];
        packet.bytes.get(0, octets, 0, packet.length);
        return octets;
    }

    /** Back into the packet, which is so long from now on. */
    void give(Packet packet, int length) {
        packet.bytes.put(0, octets, 0, length);
        packet.length = length;
    }

    static void word(byte[] octets, int at, int value) {
        for (int i = 0; i < 4; i++) octets[at + i] = (byte) (value >>> (24 - 8 * i));
    }

    static int word(byte[] octets, int at) {
        int value = 0;
        for (int i = 0; i < 4; i++) value = (value << 8) | (octets[at + i] & 0xFF);
        return value;
    }
}
