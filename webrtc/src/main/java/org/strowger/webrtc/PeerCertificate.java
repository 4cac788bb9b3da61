package org.strowger.webrtc;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.util.Set;

/** The peer's key, which the fingerprint in its SDP vouches for and nobody else (RFC 8122 §6.2). */
final class PeerCertificate {

    private final PublicKey key;

    private PeerCertificate(PublicKey key) {
        this.key = key;
    }

    /** @throws DtlsFault if none of the fingerprints is that of the first certificate */
    static PeerCertificate read(byte[] body, Set<Fingerprint> expected) throws DtlsFault {
        OctetReader chain = new OctetReader(new OctetReader(body).vector(3));
        if (chain.isAtEnd()) throw new DtlsFault(DtlsFault.BAD_CERTIFICATE, "no certificate is shown");
        byte[] first = chain.vector(3);
        if (expected.stream().noneMatch(each -> each.fits(first)))
            throw new DtlsFault(DtlsFault.BAD_CERTIFICATE, "the certificate is not the one whose fingerprint was told");
        try {
            return new PeerCertificate(CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(first))
                    .getPublicKey());
        } catch (GeneralSecurityException _) {
            throw new DtlsFault(DtlsFault.BAD_CERTIFICATE, "the certificate can't be read");
        }
    }

    /** Takes what stands in a message: algorithm and signature (RFC 5246 §4.7). */
    void verify(byte[] signed, OctetReader in) throws DtlsFault {
        int algorithm = in.number(2);
        byte[] signature = in.vector(2);
        in.end();
        try {
            Signature verifier = Signature.getInstance(name(algorithm));
            verifier.initVerify(key);
            verifier.update(signed);
            if (verifier.verify(signature)) return;
        } catch (GeneralSecurityException _) {
            // as one that is wrong
        }
        throw new DtlsFault(DtlsFault.DECRYPT_ERROR, "a signature is wrong");
    }

    private static String name(int algorithm) throws DtlsFault {
        return switch (algorithm) {
            case Hello.ECDSA_SHA256 -> "SHA256withECDSA";
            case Hello.RSA_SHA256 -> "SHA256withRSA";
            default -> throw new DtlsFault(DtlsFault.ILLEGAL_PARAMETER, "a signature of a kind that was not offered");
        };
    }

    /** Algorithm and signature of ours. */
    static byte[] signed(PrivateKey key, byte[] octets) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(octets);
        return new OctetWriter()
                .number(Hello.ECDSA_SHA256, 2)
                .vector(2, signature.sign())
                .octets();
    }

    /** The message that shows a certificate. */
    static byte[] message(DtlsIdentity identity) {
        byte[] one = new OctetWriter().vector(3, identity.certificate()).octets();
        return new OctetWriter().vector(3, one).octets();
    }
}
