package org.strowger.rtp.video;

import java.nio.ByteBuffer;

/** The descriptor in front of VP8 in a packet (RFC 7741 §4.2) and the header of its pictures (RFC 6386 §9.1). */
final class Vp8 {

    private static final int EXTENDED = 0x80;
    private static final int START = 0x10;
    private static final int PARTITION = 0x07;

    private static final int HAS_PICTURE_ID = 0x80;
    private static final int HAS_LEVEL = 0x40;
    private static final int HAS_LAYER_OR_KEY_INDEX = 0x30;

    /** Octets of a key picture's header: tag, start code, width and height. */
    private static final int KEY_HEADER = 10;

    private static final int SIZE = 0x3FFF;

    private Vp8() {}

    /** Where the payload begins behind its descriptor; the end, or beyond it, for one that is malformed. */
    static int payload(ByteBuffer bytes, int at, int end) {
        if ((bytes.get(at) & EXTENDED) == 0) return at + 1;
        if (at + 1 >= end) return end;
        int extensions = bytes.get(at + 1);
        int next = at + 2;
        if ((extensions & HAS_PICTURE_ID) != 0) next += pictureId(bytes, next, end);
        if ((extensions & HAS_LEVEL) != 0) next++;
        if ((extensions & HAS_LAYER_OR_KEY_INDEX) != 0) next++;
        return next;
    }

    /** Octets of a picture id: 7 bits, or 15 where the first of them says so. */
    static int pictureId(ByteBuffer bytes, int at, int end) {
        return at < end && bytes.get(at) < 0 ? 2 : 1;
    }

    static boolean beginsPicture(ByteBuffer bytes, int at) {
        return (bytes.get(at) & START) != 0 && (bytes.get(at) & PARTITION) == 0;
    }

    static boolean isKey(ByteBuffer bytes, int payload) {
        return (bytes.get(payload) & 1) == 0;
    }

    /** Width and height of a key picture, in the upper and lower half; 0 if they aren't told. */
    static int size(ByteBuffer bytes, int payload, int end) {
        if (payload + KEY_HEADER > end) return 0;
        boolean isStartCode =
                bytes.get(payload + 3) == (byte) 0x9D && bytes.get(payload + 4) == 1 && bytes.get(payload + 5) == 0x2A;
        if (!isStartCode) return 0;
        int width = Short.reverseBytes(bytes.getShort(payload + 6)) & SIZE;
        int height = Short.reverseBytes(bytes.getShort(payload + 8)) & SIZE;
        return width << 16 | height;
    }
}
