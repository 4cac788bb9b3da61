package org.strowger.media;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-GCM (RFC 7714). The JCE takes a new IV object for each packet, which makes about 1 kB of garbage. */
final class GcmCipher implements SrtpCipher {

    private static final int TAG = 16;
    private static final int IV = 12;

    private final Cipher gcm;
    private final SecretKeySpec key;
    private final byte[] salt;
    private final Use use;
    private final byte[] iv = new byte[IV];
    private final byte[] word = new byte[4];

    /** RTP and RTCP make their IVs and their associated data differently. */
    private enum Use {
        RTP,
        RTCP
    }

    private GcmCipher(byte[] key, byte[] salt, Use use) {
        this.key = new SecretKeySpec(key, "AES");
        this.salt = salt;
        this.use = use;
        try {
            gcm = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    static GcmCipher rtp(SrtpKeys master) {
        SrtpKeyDerivation keys = new SrtpKeyDerivation(master);
        return new GcmCipher(
                keys.derive(SrtpKeyDerivation.RTP_ENCRYPTION, master.profile().keyLength()),
                keys.derive(SrtpKeyDerivation.RTP_SALT, IV),
                Use.RTP);
    }

    /** Under session keys, as the RFC's vectors have them. */
    static GcmCipher rtpUnder(byte[] key, byte[] salt) {
        return new GcmCipher(key, salt, Use.RTP);
    }

    static GcmCipher rtcp(SrtpKeys master) {
        SrtpKeyDerivation keys = new SrtpKeyDerivation(master);
        return new GcmCipher(
                keys.derive(SrtpKeyDerivation.RTCP_ENCRYPTION, master.profile().keyLength()),
                keys.derive(SrtpKeyDerivation.RTCP_SALT, IV),
                Use.RTCP);
    }

    @Override
    public int tagLength() {
        return TAG;
    }

    @Override
    public void protect(byte[] octets, int clear, int length, int ssrc, long index) {
        try {
            begin(Cipher.ENCRYPT_MODE, octets, clear, ssrc, index);
            gcm.doFinal(octets, clear, length - clear, octets, clear);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a packet index was used twice", e);
        }
    }

    @Override
    public boolean unprotect(byte[] octets, int clear, int length, int ssrc, long index) {
        if (length - TAG < clear) return false;
        try {
            begin(Cipher.DECRYPT_MODE, octets, clear, ssrc, index);
            gcm.doFinal(octets, clear, length - clear, octets, clear);
            return true;
        } catch (AEADBadTagException _) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not what it was", e);
        }
    }

    /** RFC 7714 §8.1, §9.1: zeros, SSRC and index, mixed with the salt; the header, and for RTCP the index, as associated data. */
    private void begin(int mode, byte[] octets, int clear, int ssrc, long index) throws GeneralSecurityException {
        System.arraycopy(salt, 0, iv, 0, IV);
        for (int i = 0; i < 4; i++) iv[2 + i] ^= (byte) (ssrc >>> (24 - 8 * i));
        long counted = use == Use.RTCP ? index & 0x7FFF_FFFFL : index;
        for (int i = 0; i < 6; i++) iv[6 + i] ^= (byte) (counted >>> (40 - 8 * i));
        gcm.init(mode, key, new GCMParameterSpec(8 * TAG, iv));
        gcm.updateAAD(octets, 0, clear);
        if (use == Use.RTP) return;
        for (int i = 0; i < 4; i++) word[i] = (byte) (index >>> (24 - 8 * i));
        gcm.updateAAD(word, 0, 4);
    }
}
