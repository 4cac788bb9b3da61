package org.strowger.webrtc;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What {@code a=fingerprint} says of a certificate (RFC 8122 §5). Compared by content. */
public final class Fingerprint {

    /** What is believed; SHA-1 and MD5 are no more (RFC 8122 §5 wants SHA-256). */
    private static final Set<String> HASHES = Set.of("sha-256", "sha-384", "sha-512");

    private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();

    private final String hash;
    private final byte[] octets;

    private Fingerprint(String hash, byte[] octets) {
        this.hash = hash;
        this.octets = octets;
    }

    /** Of an encoded certificate, by SHA-256. */
    static Fingerprint of(byte[] certificate) {
        return new Fingerprint("sha-256", digest("sha-256", certificate));
    }

    /** The attribute's value; empty if it can't be read, or its hash is not to be trusted. */
    public static Optional<Fingerprint> parse(String value) {
        String[] words = value.strip().split("\\s+", -1);
        if (words.length != 2 || !HASHES.contains(words[0].toLowerCase(Locale.ROOT))) return Optional.empty();
        String hash = words[0].toLowerCase(Locale.ROOT);
        try {
            byte[] octets = HexFormat.ofDelimiter(":").parseHex(words[1]);
            return 8 * octets.length == Integer.parseInt(hash.substring(4))
                    ? Optional.of(new Fingerprint(hash, octets))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Whether it is that of an encoded certificate. */
    boolean fits(byte[] certificate) {
        return MessageDigest.isEqual(octets, digest(hash, certificate));
    }

    private static byte[] digest(String hash, byte[] octets) {
        try {
            return MessageDigest.getInstance(hash.toUpperCase(Locale.ROOT)).digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each JDK has " + hash, e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint that && hash.equals(that.hash) && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /** The attribute's value. */
    @Override
    public String toString() {
        return hash + " " + COLONS.formatHex(octets);
    }
}
