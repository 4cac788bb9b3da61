package org.strowger.audio.sound;

/** The checksum of an Ogg page: CRC-32 of polynomial 0x04c11db7, not reflected, from 0 (RFC 3533 §6). */
final class OggCrc {

    private static final int[] TABLE = new int[256];

    static {
        for (int i = 0; i < TABLE.length; i++) {
            int remainder = i << 24;
            for (int bit = 0; bit < 8; bit++) remainder = (remainder << 1) ^ (remainder < 0 ? 0x04c11db7 : 0);
            TABLE[i] = remainder;
        }
    }

    private OggCrc() {}

    /** Goes on from what came before; 0 at first. */
    static int add(int crc, byte[] bytes, int from, int count) {
        int sum = crc;
        for (int i = from; i < from + count; i++) sum = (sum << 8) ^ TABLE[(sum >>> 24) ^ (bytes[i] & 0xFF)];
        return sum;
    }
}
