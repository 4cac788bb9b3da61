package org.strowger.rtp;

import java.util.Arrays;
import java.util.Optional;

/** Crypto suites of SRTP as SDES names them (RFC 4568 §6.2, RFC 7714 §14.2). */
public enum SrtpProfile {
    /** AES in counter mode, 80 bits of HMAC-SHA1. */
    AES_CM_128_HMAC_SHA1_80(16, 14, 10),
    /** The same with 32 bits on RTP; RTCP keeps 80 (RFC 3711 §5.2). */
    AES_CM_128_HMAC_SHA1_32(16, 14, 4),
    /** AES-GCM with a key of 128 bits. */
    AEAD_AES_128_GCM(16, 12, 16),
    /** AES-GCM with a key of 256 bits. */
    AEAD_AES_256_GCM(32, 12, 16);

    private final int keyLength;
    private final int saltLength;
    private final int tagLength;

    SrtpProfile(int keyLength, int saltLength, int tagLength) {
        this.keyLength = keyLength;
        this.saltLength = saltLength;
        this.tagLength = tagLength;
    }

    /** The suite of this name, in upper or lower case. */
    public static Optional<SrtpProfile> named(String name) {
        return Arrays.stream(values())
                .filter(profile -> profile.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** Octets of the master key, and of the session key for encryption. */
    public int keyLength() {
        return keyLength;
    }

    /** Octets of the master salt. */
    public int saltLength() {
        return saltLength;
    }

    /** Octets that an RTP packet grows by. */
    public int tagLength() {
        return tagLength;
    }

    public boolean isAead() {
        return saltLength == 12;
    }
}
