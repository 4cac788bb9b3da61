package org.strowger.rtp.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.strowger.rtp.SrtpKeys;
import org.strowger.rtp.SrtpProfile;

/**
 * AES in counter mode with HMAC-SHA1 (RFC 3711 §4.1.1, §4.2.1). Makes 40 octets of garbage for each packet, in the
 * JCE's HMAC.
 */
final class CounterModeCipher implements SrtpCipher {

    private static final int MAC = 20;
    private static final int AUTHENTICATION_KEY = 20;

    /** What the MAC covers behind the packet. */
    enum Trailer {
        /** The rollover counter, which is not sent. */
        ROLLOVER,
        /** SRTCP's index, which is sent, in front of the tag. */
        INDEX
    }

    private final KeyStream keyStream;
    private final Mac mac;
    private final byte[] salt;
    private final int tagLength;
    private final Trailer trailer;
    private final byte[] counterBlock = new byte[KeyStream.BLOCK];
    private final byte[] digest = new byte[MAC];
    private final byte[] word = new byte[4];

    private CounterModeCipher(byte[] key, byte[] authentication, byte[] salt, int tagLength, Trailer trailer) {
        this.salt = salt;
        this.tagLength = tagLength;
        this.trailer = trailer;
        this.keyStream = new KeyStream(key);
        try {
            mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(authentication, "HmacSHA1"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA1", e);
        }
    }

    static CounterModeCipher rtp(SrtpKeys master) {
        SrtpKeyDerivation keys = new SrtpKeyDerivation(master);
        return new CounterModeCipher(
                keys.derive(SrtpKeyDerivation.RTP_ENCRYPTION, master.profile().keyLength()),
                keys.derive(SrtpKeyDerivation.RTP_AUTHENTICATION, AUTHENTICATION_KEY),
                keys.derive(SrtpKeyDerivation.RTP_SALT, master.profile().saltLength()),
                master.profile().tagLength(),
                Trailer.ROLLOVER);
    }

    /** RFC 3711 §5.2: 80 bits, whatever RTP has. */
    static CounterModeCipher rtcp(SrtpKeys master) {
        SrtpKeyDerivation keys = new SrtpKeyDerivation(master);
        return new CounterModeCipher(
                keys.derive(SrtpKeyDerivation.RTCP_ENCRYPTION, master.profile().keyLength()),
                keys.derive(SrtpKeyDerivation.RTCP_AUTHENTICATION, AUTHENTICATION_KEY),
                keys.derive(SrtpKeyDerivation.RTCP_SALT, master.profile().saltLength()),
                SrtpProfile.AES_CM_128_HMAC_SHA1_80.tagLength(),
                Trailer.INDEX);
    }

    @Override
    public int tagLength() {
        return tagLength;
    }

    @Override
    public void protect(byte[] octets, int clear, int length, int ssrc, long index) {
        mixIn(octets, clear, length, ssrc, index);
        authenticate(octets, length, index);
        System.arraycopy(digest, 0, octets, length, tagLength);
    }

    @Override
    public boolean unprotect(byte[] octets, int clear, int length, int ssrc, long index) {
        int plain = length - tagLength;
        if (plain < clear) return false;
        authenticate(octets, plain, index);
        int difference = 0; // no early end: how long it takes tells nothing
        for (int i = 0; i < tagLength; i++) difference |= digest[i] ^ octets[plain + i];
        if (difference != 0) return false;
        mixIn(octets, clear, plain, ssrc, index);
        return true;
    }

    private void authenticate(byte[] octets, int length, long index) {
        long covered = trailer == Trailer.ROLLOVER ? index >>> 16 : index;
        for (int i = 0; i < 4; i++) word[i] = (byte) (covered >>> (24 - 8 * i));
        mac.update(octets, 0, length);
        mac.update(word, 0, 4);
        try {
            mac.doFinal(digest, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the digest has its size", e);
        }
    }

    private void mixIn(byte[] octets, int from, int to, int ssrc, long index) {
        startAt(ssrc, trailer == Trailer.INDEX ? index & 0x7FFF_FFFFL : index);
        byte[] stream = keyStream.blocks(counterBlock, 0, (to - from + KeyStream.BLOCK - 1) / KeyStream.BLOCK);
        for (int i = from; i < to; i++) octets[i] ^= stream[i - from];
    }

    /** IV = salt·2^16 xor SSRC·2^64 xor index·2^16 (RFC 3711 §4.1.1). */
    private void startAt(int ssrc, long index) {
        System.arraycopy(salt, 0, counterBlock, 0, salt.length);
        for (int i = 0; i < 4; i++) counterBlock[4 + i] ^= (byte) (ssrc >>> (24 - 8 * i));
        for (int i = 0; i < 6; i++) counterBlock[8 + i] ^= (byte) (index >>> (40 - 8 * i));
    }
}
