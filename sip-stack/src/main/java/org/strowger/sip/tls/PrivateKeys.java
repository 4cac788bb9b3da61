package org.strowger.sip.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Private keys as files have them: PKCS #8 (RFC 5958) in PEM (RFC 7468), not encrypted. */
final class PrivateKeys {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END \\1PRIVATE KEY-----");
    private static final byte[] ANYTHING = "signed by one, verified by the other".getBytes(StandardCharsets.US_ASCII);

    private PrivateKeys() {}

    /** The key of a file, which belongs to what is public of it. */
    static PrivateKey of(Path file, PublicKey certified) throws TlsFailure {
        Matcher pem = PEM.matcher(text(file));
        if (!pem.find()) throw new TlsFailure(file, "has no private key in it; PEM is expected");
        String form = pem.group(1).strip();
        if (form.equals("ENCRYPTED"))
            throw new TlsFailure(file, "is encrypted; 'openssl pkcs8 -in OLD -out NEW' asks for its passphrase");
        if (!form.isEmpty())
            throw new TlsFailure(
                    file,
                    "is a key in a form of its own (" + form
                            + "); 'openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW' writes it as PKCS #8");
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(pem.group(2));
            PrivateKey key =
                    KeyFactory.getInstance(certified.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            if (isOf(key, certified)) return key;
            throw new TlsFailure(file, "is not the key of the certificate");
        } catch (GeneralSecurityException e) {
            throw new TlsFailure(file, "is not the key of the certificate", e);
        }
    }

    private static boolean isOf(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(
                switch (key.getAlgorithm()) {
                    case "EC" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    default -> key.getAlgorithm();
                });
        signature.initSign(key);
        signature.update(ANYTHING);
        byte[] signed = signature.sign();
        signature.initVerify(certified);
        signature.update(ANYTHING);
        return signature.verify(signed);
    }

    private static String text(Path file) throws TlsFailure {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new TlsFailure(file, "there is no such file; write it, or name another", e);
        } catch (IOException e) {
            throw new TlsFailure(file, "can't be read; see its permissions", e);
        }
    }
}
