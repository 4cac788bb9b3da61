package org.strowger.sdp;

import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * An {@code a=crypto} line (RFC 4568 §9.1) with one inline key. Its text form has the key; {@link #toString} doesn't.
 *
 * @param tag 0 to 999,999,999; an answer repeats that of the line that it takes
 * @param suite such as {@code AES_CM_128_HMAC_SHA1_80}
 * @param key master key and salt, one after the other, in Base64
 */
public record CryptoAttribute(int tag, String suite, String key) {

    /** The attribute's name. */
    public static final String NAME = "crypto";

    private static final String INLINE = "inline:";
    private static final int HIGHEST_TAG = 999_999_999;

    /** A line for these octets of key and salt. */
    public static CryptoAttribute of(int tag, String suite, byte[] keyAndSalt) {
        return new CryptoAttribute(tag, suite, Base64.getEncoder().encodeToString(keyAndSalt));
    }

    /**
     * What the value of such a line says. Empty where it can't be read, or asks for what we don't do and must not
     * ignore: several keys, an MKI, a key derivation rate, streams left in the clear (§6.1, §6.3).
     */
    public static Optional<CryptoAttribute> parse(String value) {
        String[] words = value.strip().split("[ \t]+", -1);
        if (words.length < 3 || !words[2].startsWith(INLINE) || words[2].indexOf(';') >= 0) return Optional.empty();
        int tag = Lines.number(words[0], HIGHEST_TAG);
        for (int i = 3; i < words.length; i++) if (!isHarmless(words[i])) return Optional.empty();
        String[] parts = words[2].substring(INLINE.length()).split("\\|", -1);
        // A lifetime may follow; an MKI has a colon.
        boolean hasIdentifier = parts.length > 2 || (parts.length == 2 && parts[1].indexOf(':') >= 0);
        if (tag < 0 || hasIdentifier) return Optional.empty();
        try {
            return Optional.of(of(tag, words[1], Base64.getDecoder().decode(parts[0])));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Those of a medium that can be read, in order of preference. */
    public static List<CryptoAttribute> of(MediaDescription medium) {
        return medium.attributes().stream()
                .filter(attribute -> attribute.name().equalsIgnoreCase(NAME))
                .flatMap(attribute -> parse(attribute.value()).stream())
                .toList();
    }

    /** The line, without {@code a=}. */
    public Attribute attribute() {
        return new Attribute(NAME, tag + " " + suite + " " + INLINE + key);
    }

    /** The octets of master key and salt. */
    public byte[] keyAndSalt() {
        return Base64.getDecoder().decode(key);
    }

    @Override
    public String toString() {
        return tag + " " + suite;
    }

    // A window size is a hint (§6.3.6); everything else changes what the packets look like.
    private static boolean isHarmless(String parameter) {
        return parameter.startsWith("WSH=") || parameter.equals("KDR=0");
    }
}
