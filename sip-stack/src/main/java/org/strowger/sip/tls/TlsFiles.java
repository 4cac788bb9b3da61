package org.strowger.sip.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.strowger.sip.tls.TlsSettings.Identity;

/**
 * The files of certificates and keys, read and tried without what would use them: who reads a configuration needs no
 * TLS for that, and has no log yet.
 */
public final class TlsFiles {

    private TlsFiles() {}

    /**
     * Tries an identity.
     *
     * @throws TlsFailure if a file isn't there, isn't what it should be, or the key is not that of the certificate
     */
    public static void check(Identity identity) throws TlsFailure {
        proof(identity);
    }

    /**
     * All certificates of a PEM file; at least one.
     *
     * @throws TlsFailure if there is none, or no such file
     */
    public static List<X509Certificate> certificates(Path file) throws TlsFailure {
        try (InputStream bytes = Files.newInputStream(file)) {
            List<X509Certificate> found = new ArrayList<>();
            for (var each : CertificateFactory.getInstance("X.509").generateCertificates(bytes))
                if (each instanceof X509Certificate certificate) found.add(certificate);
            if (found.isEmpty()) throw new TlsFailure(file, "has no certificate in it; PEM is expected");
            return found;
        } catch (NoSuchFileException e) {
            throw new TlsFailure(file, "there is no such file; write it, or name another", e);
        } catch (IOException e) {
            throw new TlsFailure(file, "can't be read; see its permissions", e);
        } catch (GeneralSecurityException e) {
            throw new TlsFailure(file, "is no certificate in PEM", e);
        }
    }

    static Proof proof(Identity identity) throws TlsFailure {
        List<X509Certificate> chain = certificates(identity.certificate());
        return new Proof(
                identity, PrivateKeys.of(identity.key(), chain.getFirst().getPublicKey()), chain);
    }
}
