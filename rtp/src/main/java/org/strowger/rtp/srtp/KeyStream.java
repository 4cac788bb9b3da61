package org.strowger.rtp.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES over counters: the key stream of counter mode, with which a packet is mixed by hand. Takes no new cipher for each
 * packet, and makes no garbage.
 */
final class KeyStream {

    static final int BLOCK = 16;

    private final Cipher aes;
    private byte[] counters = new byte[BLOCK * 16];
    private byte[] stream = new byte[BLOCK * 16];

    KeyStream(byte[] key) {
        try {
            aes = Cipher.getInstance("AES/ECB/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES", e);
        }
    }

    /**
     * The stream of so many blocks; good until the next call.
     *
     * @param prefix the first 14 octets of each counter block
     * @param first the last two of the first one
     */
    byte[] blocks(byte[] prefix, int first, int count) {
        grow(count * BLOCK);
        for (int block = 0; block < count; block++) {
            int at = block * BLOCK;
            System.arraycopy(prefix, 0, counters, at, BLOCK - 2);
            counters[at + 14] = (byte) ((first + block) >>> 8);
            counters[at + 15] = (byte) (first + block);
        }
        encrypt(count * BLOCK);
        return stream;
    }

    /** One block under the key. */
    byte[] encrypted(byte[] block) {
        System.arraycopy(block, 0, counters, 0, BLOCK);
        encrypt(BLOCK);
        return stream;
    }

    private void encrypt(int length) {
        try {
            aes.update(counters, 0, length, stream, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the stream has room", e);
        }
    }

    private void grow(int length) {
        if (counters.length >= length) return;
        counters = new byte[length];
        stream = new byte[length];
    }
}
