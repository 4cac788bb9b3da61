package org.strowger.webrtc;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Seals and opens one side's records by AES-GCM with a key of 128 bits (RFC 5288, RFC 6347 §4.1.2.1). */
final class RecordCipher {

    private static final int EXPLICIT_NONCE = 8;
    private static final int TAG = 16;

    private final SecretKeySpec key;
    private final byte[] fixedNonce;
    private final Cipher cipher;

    RecordCipher(byte[] key, byte[] fixedNonce) throws GeneralSecurityException {
        this.key = new SecretKeySpec(key, "AES");
        this.fixedNonce = fixedNonce;
        this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    }

    /** @param number epoch and sequence, which is never the same twice */
    byte[] sealed(int type, long number, byte[] plain) throws GeneralSecurityException {
        byte[] nonce = ByteBuffer.allocate(EXPLICIT_NONCE).putLong(number).array();
        begin(Cipher.ENCRYPT_MODE, nonce, type, number, plain.length);
        byte[] sealed = cipher.doFinal(plain);
        return ByteBuffer.allocate(EXPLICIT_NONCE + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** Empty if it is not genuine. */
    Optional<byte[]> opened(int type, long number, byte[] sealed) {
        int length = sealed.length - EXPLICIT_NONCE - TAG;
        if (length < 0) return Optional.empty();
        try {
            begin(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, EXPLICIT_NONCE), type, number, length);
            return Optional.of(cipher.doFinal(sealed, EXPLICIT_NONCE, sealed.length - EXPLICIT_NONCE));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    private void begin(int mode, byte[] explicitNonce, int type, long number, int length)
            throws GeneralSecurityException {
        byte[] nonce = ByteBuffer.allocate(fixedNonce.length + EXPLICIT_NONCE)
                .put(fixedNonce)
                .put(explicitNonce)
                .array();
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG, nonce));
        cipher.updateAAD(ByteBuffer.allocate(13)
                .putLong(number)
                .put((byte) type)
                .putShort((short) DtlsRecords.VERSION)
                .putShort((short) length)
                .array());
    }
}
