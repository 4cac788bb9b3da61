package org.strowger.webrtc;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.strowger.rtp.MediaSecurity;
import org.strowger.rtp.SrtpKeys;
import org.strowger.rtp.SrtpProfile;

/**
 * What both ends make of the secret that they share (RFC 5246 §5, §6.3), with the session's hash in it (RFC 7627), so
 * that nobody can stand between.
 */
final class KeySchedule {

    private static final int MASTER = 48;
    private static final int VERIFY = 12;
    private static final int KEY = 16;
    private static final int FIXED_NONCE = 4;

    private final byte[] master;
    private final byte[] clientRandom;
    private final byte[] serverRandom;

    /** @param transcript up to the client's key, inclusive */
    KeySchedule(byte[] shared, byte[] transcript, byte[] clientRandom, byte[] serverRandom)
            throws GeneralSecurityException {
        this.master = prf(shared, "extended master secret", sha256(transcript), MASTER);
        this.clientRandom = clientRandom;
        this.serverRandom = serverRandom;
    }

    /** What a Finished says (RFC 5246 §7.4.9). */
    byte[] finished(DtlsRole who, byte[] transcript) throws GeneralSecurityException {
        String label = who == DtlsRole.CLIENT ? "client finished" : "server finished";
        return prf(master, label, sha256(transcript), VERIFY);
    }

    /** What one side's records are sealed with (RFC 5246 §6.3, RFC 5288 §3). */
    RecordCipher cipher(DtlsRole whose) throws GeneralSecurityException {
        byte[] block = prf(master, "key expansion", both(serverRandom, clientRandom), 2 * (KEY + FIXED_NONCE));
        int nth = whose == DtlsRole.CLIENT ? 0 : 1;
        int nonces = 2 * KEY + nth * FIXED_NONCE;
        return new RecordCipher(
                Arrays.copyOfRange(block, nth * KEY, (nth + 1) * KEY),
                Arrays.copyOfRange(block, nonces, nonces + FIXED_NONCE));
    }

    /** Keys for SRTP as one side sees them (RFC 5764 §4.2). */
    MediaSecurity media(SrtpProfile profile, DtlsRole ours) throws GeneralSecurityException {
        int key = profile.keyLength();
        int salt = profile.saltLength();
        byte[] exported = prf(master, "EXTRACTOR-dtls_srtp", both(clientRandom, serverRandom), 2 * (key + salt));
        SrtpKeys client = keys(profile, exported, 0, 2 * key);
        SrtpKeys server = keys(profile, exported, key, 2 * key + salt);
        return ours == DtlsRole.CLIENT ? new MediaSecurity(server, client) : new MediaSecurity(client, server);
    }

    private static SrtpKeys keys(SrtpProfile profile, byte[] exported, int keyAt, int saltAt) {
        return new SrtpKeys(
                profile,
                Arrays.copyOfRange(exported, keyAt, keyAt + profile.keyLength()),
                Arrays.copyOfRange(exported, saltAt, saltAt + profile.saltLength()));
    }

    /** RFC 5246 §5. */
    static byte[] prf(byte[] secret, String label, byte[] seed, int length) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        byte[] labelled = both(label.getBytes(StandardCharsets.US_ASCII), seed);
        byte[] a = labelled;
        byte[] out = new byte[0];
        while (out.length < length) {
            a = mac.doFinal(a);
            out = both(out, mac.doFinal(both(a, labelled)));
        }
        return Arrays.copyOf(out, length);
    }

    private static byte[] sha256(byte[] octets) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(octets);
    }

    private static byte[] both(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
