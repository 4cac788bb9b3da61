package org.strowger.sip.digest;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Nonces that prove themselves: the time they were made and some chance, signed with a secret of this process, so that
 * a flood of challenges costs no memory. Only those that have been used are remembered, and no more than
 * {@link #MOST_REMEMBERED}. Safe on any thread.
 */
final class Nonces {

    /**
     * Where 2,000 phones a second register, a request may be repeated until its Timer F fires before its nonce is
     * forgotten unused.
     */
    private static final int MOST_REMEMBERED = 65_536;

    private static final int CLEAR_BYTES = 16;
    private static final int SIGNATURE_BYTES = 16;
    /** Counts may arrive out of order by so many. */
    private static final int WINDOW = 64;

    /** Which counts of a nonce have been used: the highest, and those below it as bits. */
    private static final class Use {
        private final long madeMillis;
        private long highest;
        private long seen;

        Use(long madeMillis) {
            this.madeMillis = madeMillis;
        }

        boolean take(long count) {
            if (count > highest) {
                long step = count - highest;
                seen = step >= WINDOW ? 1 : (seen << step) | 1;
                highest = count;
                return true;
            }
            long back = highest - count;
            if (back >= WINDOW || (seen & (1L << back)) != 0) return false;
            seen |= 1L << back;
            return true;
        }
    }

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec secret;
    private final Duration life;
    private final InstantSource time;
    private final ReentrantLock lock = new ReentrantLock();
    /** By the chance in them, which nobody else chooses. */
    private final Map<Long, Use> used = new LinkedHashMap<>();
    /** Nonces as old as this may have been used and forgotten. */
    private long forgottenMillis = Long.MIN_VALUE;

    Nonces(Duration life, InstantSource time) {
        this.life = life;
        this.time = time;
        byte[] key = new byte[32];
        random.nextBytes(key);
        this.secret = new SecretKeySpec(key, "HmacSHA256");
    }

    String next() {
        ByteBuffer clear =
                ByteBuffer.allocate(CLEAR_BYTES).putLong(time.millis()).putLong(random.nextLong());
        byte[] whole = Arrays.copyOf(clear.array(), CLEAR_BYTES + SIGNATURE_BYTES);
        System.arraycopy(signature(clear.array()), 0, whole, CLEAR_BYTES, SIGNATURE_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /** Whether we made it, it has not expired, and this count has not been used with it; it counts as used then. */
    boolean use(String nonce, long count) {
        if (!isFresh(nonce) || count < 1) return false;
        ByteBuffer clear = ByteBuffer.wrap(Base64.getUrlDecoder().decode(nonce));
        long made = clear.getLong();
        long chance = clear.getLong();
        lock.lock();
        try {
            Use use = used.get(chance);
            if (use == null) {
                if (made <= forgottenMillis) return false;
                use = new Use(made);
                used.put(chance, use);
                forgetOldest();
            }
            return use.take(count);
        } finally {
            lock.unlock();
        }
    }

    /** Whether we made it and it has not expired. */
    boolean isFresh(String nonce) {
        long made = made(nonce);
        return made >= 0 && time.millis() - made <= life.toMillis();
    }

    private void forgetOldest() {
        if (used.size() <= MOST_REMEMBERED) return;
        Map.Entry<Long, Use> oldest = used.entrySet().iterator().next();
        forgottenMillis = Math.max(forgottenMillis, oldest.getValue().madeMillis);
        used.remove(oldest.getKey());
    }

    /** When we made it; negative if we didn't. */
    private long made(String nonce) {
        byte[] whole;
        try {
            whole = Base64.getUrlDecoder().decode(nonce);
        } catch (IllegalArgumentException _) {
            return -1;
        }
        if (whole.length != CLEAR_BYTES + SIGNATURE_BYTES) return -1;
        byte[] signature = Arrays.copyOf(signature(Arrays.copyOf(whole, CLEAR_BYTES)), SIGNATURE_BYTES);
        boolean ours = MessageDigest.isEqual(signature, Arrays.copyOfRange(whole, CLEAR_BYTES, whole.length));
        return ours ? ByteBuffer.wrap(whole).getLong() : -1;
    }

    private byte[] signature(byte[] clear) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            return mac.doFinal(clear);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
