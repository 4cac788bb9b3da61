package org.strowger.rtp.srtp;

import org.strowger.rtp.SrtpKeys;

/**
 * Encryption and authentication of one direction's RTP or RTCP under one session key, in place in an array. No state
 * but that key. Runs on the stream's loop.
 */
interface SrtpCipher {

    /** Octets of an RTCP packet that stay readable: its first header and the sender's SSRC (RFC 3711 §3.4). */
    int RTCP_CLEAR = 8;

    /** Octets of SRTCP's index with its E flag (RFC 3711 §3.4). */
    int RTCP_INDEX = 4;

    /** The cipher of RTP under these keys. */
    static SrtpCipher rtp(SrtpKeys keys) {
        return keys.profile().isAead() ? GcmCipher.rtp(keys) : CounterModeCipher.rtp(keys);
    }

    /** The cipher of RTCP under these keys. */
    static SrtpCipher rtcp(SrtpKeys keys) {
        return keys.profile().isAead() ? GcmCipher.rtcp(keys) : CounterModeCipher.rtcp(keys);
    }

    /** Octets that are added to what is protected. */
    int tagLength();

    /**
     * Encrypts what follows the clear header and adds the tag behind it.
     *
     * @param octets with room for the tag
     * @param clear octets from the start that stay readable, but are authenticated
     * @param length of header and payload
     * @param index of the packet: rollover counter and sequence number, or SRTCP's index with its E flag
     */
    void protect(byte[] octets, int clear, int length, int ssrc, long index);

    /**
     * Checks the tag at the end, then decrypts; false, and nothing useful in the array, if the packet is not authentic.
     *
     * @param length of header, payload and tag
     */
    boolean unprotect(byte[] octets, int clear, int length, int ssrc, long index);
}
