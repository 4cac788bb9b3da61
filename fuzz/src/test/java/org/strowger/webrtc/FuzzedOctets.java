package org.strowger.webrtc;

import java.util.Arrays;

/** A fuzzer's octets, in turn. Beyond their end each is zero. */
final class FuzzedOctets {

    private final byte[] octets;
    private int at;

    FuzzedOctets(byte[] octets) {
        this.octets = octets;
    }

    boolean hasMore() {
        return at < octets.length;
    }

    /** 0 to 255. */
    int next() {
        return hasMore() ? octets[at++] & 0xFF : 0;
    }

    /** 0 to 65,535. */
    int two() {
        return next() << 8 | next();
    }

    /** So many octets, or what is left of them. */
    byte[] take(int length) {
        int from = at;
        at = Math.min(octets.length, at + length);
        return Arrays.copyOfRange(octets, from, at);
    }

    /** As many as the next of them says, or what is left. */
    byte[] some() {
        return take(next());
    }
}
