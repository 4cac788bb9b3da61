package org.strowger.webrtc;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;

/**
 * P-256, the curve that every browser must know (RFC 8827 §6.5), with points as RFC 8422 §5.4.1 writes them:
 * uncompressed.
 */
final class EllipticCurve {

    /** Its number (RFC 8422 §5.1.1). */
    static final int SECP256R1 = 23;

    private static final int UNCOMPRESSED = 4;
    private static final int COORDINATE = 32;
    private static final int POINT = 1 + 2 * COORDINATE;

    private EllipticCurve() {}

    static KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    static byte[] point(KeyPair pair) {
        ECPoint point = ((ECPublicKey) pair.getPublic()).getW();
        byte[] octets = new byte[POINT];
        octets[0] = UNCOMPRESSED;
        put(point.getAffineX(), octets, 1);
        put(point.getAffineY(), octets, 1 + COORDINATE);
        return octets;
    }

    private static void put(BigInteger number, byte[] octets, int at) {
        byte[] digits = number.toByteArray();
        int length = Math.min(digits.length, COORDINATE);
        System.arraycopy(digits, digits.length - length, octets, at + COORDINATE - length, length);
    }

    /** What both ends of an exchange come to (RFC 8422 §5.10). */
    static byte[] agreed(PrivateKey ours, byte[] theirs) throws DtlsFault, GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(ours);
        agreement.doPhase(KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(read(theirs), CURVE)), true);
        return agreement.generateSecret();
    }

    /** A point that is not on the curve would tell of our key (RFC 8422 §5.11). */
    private static ECPoint read(byte[] octets) throws DtlsFault {
        if (octets.length != POINT || octets[0] != UNCOMPRESSED)
            throw new DtlsFault(DtlsFault.ILLEGAL_PARAMETER, "a point that is none of P-256, uncompressed");
        BigInteger x = new BigInteger(1, Arrays.copyOfRange(octets, 1, 1 + COORDINATE));
        BigInteger y = new BigInteger(1, Arrays.copyOfRange(octets, 1 + COORDINATE, POINT));
        BigInteger p = ((ECFieldFp) CURVE.getCurve().getField()).getP();
        BigInteger right = x.pow(3)
                .add(CURVE.getCurve().getA().multiply(x))
                .add(CURVE.getCurve().getB())
                .mod(p);
        if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0 || !y.pow(2).mod(p).equals(right))
            throw new DtlsFault(DtlsFault.ILLEGAL_PARAMETER, "a point that is not on P-256");
        return new ECPoint(x, y);
    }

    private static final ECParameterSpec CURVE = curve();

    private static ECParameterSpec curve() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("each JDK has P-256", e);
        }
    }
}
