package org.strowger.testkit;

import java.nio.charset.StandardCharsets;

/** A fuzzer's octets, read as choices. Beyond their end every choice is the first. */
final class Choices {

    private final byte[] octets;
    private int at;

    Choices(byte[] octets) {
        this.octets = octets;
    }

    boolean hasMore() {
        return at < octets.length;
    }

    /** 0 to 255. */
    int next() {
        return hasMore() ? octets[at++] & 0xFF : 0;
    }

    /** 0 to one below the bound, which is 256 at most. */
    int next(int bound) {
        return next() % bound;
    }

    <T> T of(T[] all) {
        return all[next(all.length)];
    }

    /** So many octets, or what is left of them. */
    byte[] octets(int length) {
        byte[] result = new byte[Math.min(length, octets.length - at)];
        System.arraycopy(octets, at, result, 0, result.length);
        at += result.length;
        return result;
    }

    /** The same as text, a character for each octet. */
    String text(int length) {
        return new String(octets(length), StandardCharsets.ISO_8859_1);
    }
}
