package org.strowger.rtp.srtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.strowger.rtp.SrtpKeys;

/**
 * Session keys from master keys by AES in counter mode, with a key derivation rate of zero (RFC 3711 §4.3, RFC 7714
 * §11).
 */
final class SrtpKeyDerivation {

    // RFC 3711 §4.3.1 and §4.3.2
    static final int RTP_ENCRYPTION = 0;
    static final int RTP_AUTHENTICATION = 1;
    static final int RTP_SALT = 2;
    static final int RTCP_ENCRYPTION = 3;
    static final int RTCP_AUTHENTICATION = 4;
    static final int RTCP_SALT = 5;

    private static final int BLOCK = 16;
    /** The label stands before the 48 bits of the index: in octet 7 of a salt of 14. */
    private static final int LABEL_AT = 7;

    private final SrtpKeys master;

    SrtpKeyDerivation(SrtpKeys master) {
        this.master = master;
    }

    byte[] derive(int label, int length) {
        byte[] counters = new byte[(length + BLOCK - 1) / BLOCK * BLOCK];
        for (int block = 0; block * BLOCK < counters.length; block++) {
            int at = block * BLOCK;
            // A salt of 12 octets is filled up with zeros on its right (RFC 7714 §11).
            System.arraycopy(master.salt(), 0, counters, at, master.salt().length);
            counters[at + LABEL_AT] ^= (byte) label;
            counters[at + BLOCK - 1] = (byte) block;
        }
        try {
            Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(master.key(), "AES"));
            return Arrays.copyOf(aes.doFinal(counters), length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES", e);
        }
    }
}
