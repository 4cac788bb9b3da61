package org.strowger.sip;

import java.util.random.RandomGenerator;

/**
 * Makes the identifiers of one loop: Call-IDs, tags and branches. Each begins with two base-36 digits that name the
 * loop, behind one that is reserved for a cluster's node, so that every later message comes home without a lookup. Runs
 * on its loop.
 */
public final class Identifiers {

    private static final String MAGIC_COOKIE = "z9hG4bK";
    private static final String OURS = "st";
    private static final int RADIX = 36;
    private static final char NODE = '0';

    private final String prefix;
    private final RandomGenerator random;

    /** For the loop of this index, 0 to 1295. */
    public Identifiers(int loop, RandomGenerator random) {
        if (loop < 0 || loop >= RADIX * RADIX) throw new IllegalArgumentException("loop index " + loop);
        this.prefix = "" + NODE + Character.forDigit(loop / RADIX, RADIX) + Character.forDigit(loop % RADIX, RADIX);
        this.random = random;
    }

    /** A Call-ID, 128 random bits. It holds no host: nothing of our topology leaves with it. */
    public String callId() {
        return OURS + prefix + "-" + hex() + hex();
    }

    /** A tag for From or To, 64 random bits. */
    public String tag() {
        return prefix + hex();
    }

    /** A branch for Via, with the magic cookie of RFC 3261 §8.1.1.7. */
    public String branch() {
        return MAGIC_COOKIE + prefix + hex();
    }

    /** The loop that owns a Call-ID: the one that it names if we made it, else one by its hash. */
    public static int loopOf(String callId, int loops) {
        if (callId.length() == 38 && callId.startsWith(OURS) && callId.charAt(5) == '-') {
            int high = Character.digit(callId.charAt(3), RADIX);
            int low = Character.digit(callId.charAt(4), RADIX);
            if (high >= 0 && low >= 0 && high * RADIX + low < loops) return high * RADIX + low;
        }
        int hash = callId.hashCode();
        return Math.floorMod(hash ^ (hash >>> 16), loops);
    }

    private String hex() {
        String digits = Long.toHexString(random.nextLong());
        return "0000000000000000".substring(digits.length()) + digits;
    }
}
