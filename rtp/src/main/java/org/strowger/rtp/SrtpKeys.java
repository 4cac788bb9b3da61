package org.strowger.rtp;

import java.security.SecureRandom;
import java.util.Arrays;

/** Master key and salt of one direction. Immutable, compared by content, never printed. */
public final class SrtpKeys {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final SrtpProfile profile;
    private final byte[] key;
    private final byte[] salt;

    /**
     * Copies.
     *
     * @throws IllegalArgumentException if a length is not the profile's
     */
    public SrtpKeys(SrtpProfile profile, byte[] key, byte[] salt) {
        if (key.length != profile.keyLength() || salt.length != profile.saltLength())
            throw new IllegalArgumentException(profile + " takes a key of " + profile.keyLength()
                    + " octets and a salt of " + profile.saltLength() + ", not " + key.length + " and " + salt.length);
        this.profile = profile;
        this.key = key.clone();
        this.salt = salt.clone();
    }

    /** Key and salt in one, as SDES writes them (RFC 4568 §6.1). */
    public static SrtpKeys of(SrtpProfile profile, byte[] keyAndSalt) {
        int middle = Math.min(profile.keyLength(), keyAndSalt.length);
        return new SrtpKeys(
                profile, Arrays.copyOf(keyAndSalt, middle), Arrays.copyOfRange(keyAndSalt, middle, keyAndSalt.length));
    }

    /** Fresh ones. */
    public static SrtpKeys random(SrtpProfile profile) {
        byte[] octets = new byte[profile.keyLength() + profile.saltLength()];
        RANDOM.nextBytes(octets);
        return of(profile, octets);
    }

    /** The suite for which these keys were made. */
    public SrtpProfile profile() {
        return profile;
    }

    public byte[] key() {
        return key.clone();
    }

    public byte[] salt() {
        return salt.clone();
    }

    /** Key and salt in one. */
    public byte[] keyAndSalt() {
        byte[] both = Arrays.copyOf(key, key.length + salt.length);
        System.arraycopy(salt, 0, both, key.length, salt.length);
        return both;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SrtpKeys that
                && profile == that.profile
                && Arrays.equals(key, that.key)
                && Arrays.equals(salt, that.salt);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(key) + Arrays.hashCode(salt);
    }

    @Override
    public String toString() {
        return "keys of " + profile;
    }
}
