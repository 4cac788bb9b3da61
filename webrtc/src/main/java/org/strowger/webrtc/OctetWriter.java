package org.strowger.webrtc;

import java.io.ByteArrayOutputStream;

/** Writes as TLS's presentation language has it (RFC 5246 §4). */
final class OctetWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(128);

    /** A number of one to three octets, or six. */
    OctetWriter number(long value, int length) {
        for (int i = length - 1; i >= 0; i--) out.write((int) (value >>> (8 * i)));
        return this;
    }

    OctetWriter put(byte[] octets) {
        out.writeBytes(octets);
        return this;
    }

    /** With its length before it, in so many octets. */
    OctetWriter vector(int lengthOctets, byte[] octets) {
        return number(octets.length, lengthOctets).put(octets);
    }

    byte[] octets() {
        return out.toByteArray();
    }
}
