package org.strowger.rtp.srtp;

import org.strowger.rtp.SrtpKeys;

/**
 * AES-GCM (RFC 7714), of the JCE's AES and a {@link Ghash} of our own: the JCE's GCM takes a new object for each
 * packet's IV, and makes 1 kB of garbage with it. Makes none.
 */
final class GcmCipher implements SrtpCipher {

    private static final int TAG = 16;
    private static final int IV = 12;

    private final KeyStream keyStream;
    private final Ghash hash;
    private final byte[] salt;
    private final Use use;
    private final byte[] counterBlock = new byte[KeyStream.BLOCK];
    private final byte[] associated = new byte[KeyStream.BLOCK];
    private final byte[] digest = new byte[TAG];

    /** RTP and RTCP make their IVs and their associated data differently. */
    private enum Use {
        RTP,
        RTCP
    }

    private GcmCipher(byte[] key, byte[] salt, Use use) {
        this.keyStream = new KeyStream(key);
        this.hash = new Ghash(keyStream.encrypted(new byte[KeyStream.BLOCK]));
        this.salt = salt;
        this.use = use;
    }

    static GcmCipher rtp(SrtpKeys master) {
        SrtpKeyDerivation keys = new SrtpKeyDerivation(master);
        return new GcmCipher(
                keys.derive(SrtpKeyDerivation.RTP_ENCRYPTION, master.profile().keyLength()),
                keys.derive(SrtpKeyDerivation.RTP_SALT, IV),
                Use.RTP);
    }

    /** Under session keys, as the RFC's vectors have them. */
    static GcmCipher rtpUnder(byte[] key, byte[] salt) {
        return new GcmCipher(key, salt, Use.RTP);
    }

    static GcmCipher rtcp(SrtpKeys master) {
        SrtpKeyDerivation keys = new SrtpKeyDerivation(master);
        return new GcmCipher(
                keys.derive(SrtpKeyDerivation.RTCP_ENCRYPTION, master.profile().keyLength()),
                keys.derive(SrtpKeyDerivation.RTCP_SALT, IV),
                Use.RTCP);
    }

    @Override
    public int tagLength() {
        return TAG;
    }

    @Override
    public void protect(byte[] octets, int clear, int length, int ssrc, long index) {
        byte[] stream = stream(length - clear, ssrc, index);
        mixIn(octets, clear, length, stream);
        authenticate(octets, clear, length, index, stream);
        System.arraycopy(digest, 0, octets, length, TAG);
    }

    @Override
    public boolean unprotect(byte[] octets, int clear, int length, int ssrc, long index) {
        int plain = length - TAG;
        if (plain < clear) return false;
        byte[] stream = stream(plain - clear, ssrc, index);
        authenticate(octets, clear, plain, index, stream);
        int difference = 0; // no early end: how long it takes tells nothing
        for (int i = 0; i < TAG; i++) difference |= digest[i] ^ octets[plain + i];
        if (difference != 0) return false;
        mixIn(octets, clear, plain, stream);
        return true;
    }

    /**
     * The IV is zeros, SSRC and index, mixed with the salt (RFC 7714 §8.1, §9.1). The first block is the tag's (SP
     * 800-38D §7.1), the packet's come behind it.
     */
    private byte[] stream(int octets, int ssrc, long index) {
        System.arraycopy(salt, 0, counterBlock, 0, IV);
        for (int i = 0; i < 4; i++) counterBlock[2 + i] ^= (byte) (ssrc >>> (24 - 8 * i));
        long counted = use == Use.RTCP ? index & 0x7FFF_FFFFL : index;
        for (int i = 0; i < 6; i++) counterBlock[6 + i] ^= (byte) (counted >>> (40 - 8 * i));
        return keyStream.blocks(counterBlock, 1, 1 + (octets + KeyStream.BLOCK - 1) / KeyStream.BLOCK);
    }

    private static void mixIn(byte[] octets, int from, int to, byte[] stream) {
        for (int i = from; i < to; i++) octets[i] ^= stream[i - from + KeyStream.BLOCK];
    }

    /**
     * Over the header, and for RTCP its index, as associated data; then over what is encrypted; then over the lengths
     * of both, in bits.
     */
    private void authenticate(byte[] octets, int clear, int length, long index, byte[] stream) {
        hash.reset();
        int header = clear;
        if (use == Use.RTP) {
            hash.update(octets, 0, clear);
        } else {
            System.arraycopy(octets, 0, associated, 0, clear);
            SrtpBuffer.word(associated, clear, (int) index);
            header = clear + 4;
            hash.update(associated, 0, header);
        }
        hash.update(octets, clear, length);
        hash.take(8L * header, 8L * (length - clear));
        hash.digest(stream, digest);
    }
}
