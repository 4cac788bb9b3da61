package org.strowger.webrtc;

import java.util.Arrays;

/**
 * Reads what TLS's presentation language writes (RFC 5246 §4); what is cut short or left over is a fault of the peer's.
 */
final class OctetReader {

    private final byte[] octets;
    private int at;

    OctetReader(byte[] octets) {
        this.octets = octets;
    }

    /** A number of one to three octets. */
    int number(int length) throws DtlsFault {
        int value = 0;
        for (byte each : take(length)) value = (value << 8) | (each & 0xFF);
        return value;
    }

    byte[] take(int length) throws DtlsFault {
        if (length > octets.length - at) throw new DtlsFault(DtlsFault.DECODE_ERROR, "a message that is cut short");
        at += length;
        return Arrays.copyOfRange(octets, at - length, at);
    }

    /** A vector whose length stands before it, in so many octets. */
    byte[] vector(int lengthOctets) throws DtlsFault {
        return take(number(lengthOctets));
    }

    boolean isAtEnd() {
        return at == octets.length;
    }

    void end() throws DtlsFault {
        if (!isAtEnd()) throw new DtlsFault(DtlsFault.DECODE_ERROR, "a message with more behind its end");
    }
}
