package org.strowger.webrtc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A message of STUN as it came (RFC 8489 §5), within its bounds; what it claims is to be asked for. */
final class StunMessage {

    static final int BINDING_REQUEST = 0x0001;
    static final int BINDING_SUCCESS = 0x0101;
    static final int BINDING_ERROR = 0x0111;

    static final int USERNAME = 0x0006;
    static final int MESSAGE_INTEGRITY = 0x0008;
    static final int ERROR_CODE = 0x0009;
    static final int UNKNOWN_ATTRIBUTES = 0x000A;
    static final int XOR_MAPPED_ADDRESS = 0x0020;
    static final int PRIORITY = 0x0024;
    static final int USE_CANDIDATE = 0x0025;
    static final int FINGERPRINT = 0x8028;
    static final int ICE_CONTROLLED = 0x8029;
    static final int ICE_CONTROLLING = 0x802A;

    static final int COOKIE = 0x2112_A442;
    static final int HEADER = 20;
    static final int HMAC = 20;
    static final int CRC_MASK = 0x5354_554E;

    /**
     * The longest that is looked into, octets: a check has some 120 (RFC 8489 §6.1 advises to stay below the path's
     * MTU).
     */
    static final int LONGEST = 1280;

    /** More than any that are known have. */
    private static final int MOST_ATTRIBUTES = 32;

    /** From 0x8000 on whoever doesn't know one leaves it (RFC 8489 §14). */
    private static final int OPTIONAL = 0x8000;

    private static final Set<Integer> KNOWN = Set.of(USERNAME, MESSAGE_INTEGRITY, PRIORITY, USE_CANDIDATE);

    private final byte[] octets;
    private final List<Part> parts;

    /** Where an attribute's value stands. */
    private record Part(int type, int at, int length) {}

    private StunMessage(byte[] octets, List<Part> parts) {
        this.octets = octets;
        this.parts = parts;
    }

    /** Whether a datagram could be one: its first two bits, length and cookie (RFC 8489 §5, RFC 7983). */
    static boolean isStun(byte[] octets) {
        return octets.length >= HEADER
                && octets.length <= LONGEST
                && (octets[0] & 0xC0) == 0
                && ByteBuffer.wrap(octets).getInt(4) == COOKIE
                && number(octets, 2) == octets.length - HEADER
                && octets.length % 4 == 0;
    }

    /** Reads one; empty if it is none. Never throws. */
    static Optional<StunMessage> parse(byte[] octets) {
        if (!isStun(octets)) return Optional.empty();
        List<Part> parts = new ArrayList<>(8);
        int at = HEADER;
        while (at + 4 <= octets.length) {
            int length = number(octets, at + 2);
            if (at + 4 + length > octets.length || parts.size() == MOST_ATTRIBUTES) return Optional.empty();
            parts.add(new Part(number(octets, at), at + 4, length));
            at += 4 + (length + 3) / 4 * 4;
        }
        return at == octets.length ? Optional.of(new StunMessage(octets, parts)) : Optional.empty();
    }

    /** Class and method (RFC 8489 §5). */
    int type() {
        return number(octets, 0);
    }

    /** Cookie and transaction, as an answer repeats them: 16 octets. */
    byte[] transaction() {
        byte[] id = new byte[16];
        System.arraycopy(octets, 4, id, 0, id.length);
        return id;
    }

    /** Only what stands before MESSAGE-INTEGRITY is believed (RFC 8489 §14.5). */
    boolean has(int attribute) {
        return before(MESSAGE_INTEGRITY).stream().anyMatch(part -> part.type == attribute);
    }

    Optional<String> username() {
        return before(MESSAGE_INTEGRITY).stream()
                .filter(part -> part.type == USERNAME)
                .map(part -> new String(octets, part.at, part.length, StandardCharsets.UTF_8))
                .findFirst();
    }

    /** What must be understood, and isn't (RFC 8489 §6.3.1). */
    List<Integer> unknown() {
        return before(MESSAGE_INTEGRITY).stream()
                .map(Part::type)
                .filter(type -> type < OPTIONAL && !KNOWN.contains(type))
                .distinct()
                .toList();
    }

    private List<Part> before(int type) {
        for (int i = 0; i < parts.size(); i++) if (parts.get(i).type == type) return parts.subList(0, i);
        return parts;
    }

    /** Whether it ends with a FINGERPRINT that is right (RFC 8489 §14.7). */
    boolean hasFingerprint() {
        Part last = parts.isEmpty() ? new Part(0, 0, 0) : parts.getLast();
        if (last.type != FINGERPRINT || last.length != 4) return false;
        return ByteBuffer.wrap(octets).getInt(last.at) == fingerprint(octets, last.at - 4);
    }

    /** Of the octets before it, in whose header it is counted. */
    static int fingerprint(byte[] octets, int length) {
        CRC32 crc = new CRC32();
        crc.update(octets, 0, length);
        return (int) crc.getValue() ^ CRC_MASK;
    }

    /** Whether its MESSAGE-INTEGRITY is right under a password (RFC 8489 §14.5). */
    boolean isSealedWith(String password) {
        for (Part part : parts)
            if (part.type == MESSAGE_INTEGRITY) return part.length == HMAC && isRight(part, password);
        return false;
    }

    private boolean isRight(Part integrity, String password) {
        byte[] covered = new byte[integrity.at - 4];
        System.arraycopy(octets, 0, covered, 0, covered.length);
        // The header counts as far as the attribute itself, whatever follows it.
        ByteBuffer.wrap(covered).putShort(2, (short) (integrity.at + HMAC - HEADER));
        byte[] theirs = new byte[HMAC];
        System.arraycopy(octets, integrity.at, theirs, 0, HMAC);
        return MessageDigest.isEqual(theirs, hmac(covered, password));
    }

    static byte[] hmac(byte[] octets, String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return mac.doFinal(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("each JDK has HMAC-SHA1", e);
        }
    }

    private static int number(byte[] octets, int at) {
        return ((octets[at] & 0xFF) << 8) | (octets[at + 1] & 0xFF);
    }
}
