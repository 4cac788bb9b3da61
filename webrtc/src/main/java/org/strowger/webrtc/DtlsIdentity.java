package org.strowger.webrtc;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;

/**
 * The certificate that we show to browsers, and its key. Nobody vouches for it but the SDP that names its fingerprint,
 * so it needs no name, and a new one does with each start.
 */
public final class DtlsIdentity {

    private final byte[] certificate;
    private final PrivateKey key;
    private final Fingerprint fingerprint;

    private DtlsIdentity(byte[] certificate, PrivateKey key) {
        this.certificate = certificate;
        this.key = key;
        this.fingerprint = Fingerprint.of(certificate);
    }

    /** That of this process, made when it is first asked for, which takes some milliseconds. */
    public static DtlsIdentity ofProcess() {
        return OfProcess.IDENTITY;
    }

    private static final class OfProcess {
        private static final DtlsIdentity IDENTITY = create();
    }

    /** A new one of ECDSA with P-256 (RFC 8827 §6.5). */
    public static DtlsIdentity create() {
        try {
            KeyPair pair = EllipticCurve.keyPair();
            return new DtlsIdentity(CertificateWriter.selfSigned(pair), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("each JDK has ECDSA with P-256", e);
        }
    }

    /** What SDP says of it. */
    public Fingerprint fingerprint() {
        return fingerprint;
    }

    byte[] certificate() {
        return certificate.clone();
    }

    PrivateKey key() {
        return key;
    }

    @Override
    public String toString() {
        return fingerprint.toString();
    }
}
