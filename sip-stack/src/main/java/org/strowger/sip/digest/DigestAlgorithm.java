package org.strowger.sip.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** The hash functions of digest authentication that we know, strongest first (RFC 8760). */
public enum DigestAlgorithm {
    /** SHA-256. */
    SHA_256("SHA-256"),
    /** MD5, for the many phones that know nothing else. */
    MD5("MD5");

    private final String token;

    DigestAlgorithm(String token) {
        this.token = token;
    }

    /** As the {@code algorithm} parameter names it; the {@code -sess} variant has that behind it. */
    public String token() {
        return token;
    }

    /** HA1 of RFC 7616 §3.4.2, as accounts may store it: lower-case hex. */
    public String ha1(String user, String realm, String password) {
        return hash(user + ":" + realm + ":" + password);
    }

    /** Lower-case hex of the hash of a text in UTF-8. */
    String hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Lower-case hex of the hash of octets. */
    String hash(byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(token).digest(octets));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + token, e);
        }
    }

    /** By the {@code algorithm} parameter, {@code -sess} or not; an empty one is MD5's. */
    static Optional<DigestAlgorithm> of(String parameter) {
        String name = parameter.toUpperCase(Locale.ROOT);
        return switch (name.endsWith("-SESS") ? name.substring(0, name.length() - 5) : name) {
            case "", "MD5" -> Optional.of(MD5);
            case "SHA-256" -> Optional.of(SHA_256);
            default -> Optional.empty();
        };
    }
}
