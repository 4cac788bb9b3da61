package org.strowger.webrtc;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;

/**
 * Writes the one kind of certificate that we make (RFC 5280 §4.1 in DER), since the JDK has none to make one with but a
 * program.
 */
final class CertificateWriter {

    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int UTF8 = 0x0C;
    private static final int UTC_TIME = 0x17;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int VERSION = 0xA0;
    private static final byte[] V3 = {INTEGER, 1, 2};
    /** ecdsa-with-SHA256, 1.2.840.10045.4.3.2. */
    private static final byte[] ECDSA = {0x06, 8, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 4, 3, 2};
    /** commonName, 2.5.4.3. */
    private static final byte[] COMMON_NAME = {0x06, 3, 0x55, 4, 3};

    /**
     * Nobody asks for how long it is valid: the fingerprint is all that counts (RFC 8122 §6.2), and a clock that is
     * wrong shouldn't.
     */
    private static final String FROM = "250101000000Z";

    private static final String UNTIL = "491231235959Z";
    private static final SecureRandom RANDOM = new SecureRandom();

    private CertificateWriter() {}

    /** A certificate of this key by this key. */
    static byte[] selfSigned(KeyPair pair) throws GeneralSecurityException {
        byte[] algorithm = der(SEQUENCE, ECDSA);
        byte[] name = der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(UTF8, text("strowger")))));
        byte[] validity = der(SEQUENCE, der(UTC_TIME, text(FROM)), der(UTC_TIME, text(UNTIL)));
        byte[] serial = new byte[16];
        RANDOM.nextBytes(serial);
        serial[0] = (byte) ((serial[0] & 0x3F) | 0x40); // positive, and without zeros before it
        byte[] body = der(
                SEQUENCE,
                der(VERSION, V3),
                der(INTEGER, serial),
                algorithm,
                name,
                validity,
                name,
                pair.getPublic().getEncoded());
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(body);
        return der(SEQUENCE, body, algorithm, der(BIT_STRING, new byte[1], signature.sign()));
    }

    private static byte[] text(String words) {
        return words.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) content.writeBytes(part);
        int length = content.size();
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 4);
        out.write(tag);
        if (length >= 256) out.writeBytes(new byte[] {(byte) 0x82, (byte) (length >> 8)});
        else if (length >= 128) out.write(0x81);
        out.write(length);
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }
}
