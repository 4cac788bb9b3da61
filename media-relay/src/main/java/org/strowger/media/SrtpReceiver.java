package org.strowger.media;

/**
 * Checks and decrypts what a peer sends under one master key. A packet that is not authentic, or has come before, changes nothing (RFC 3711
 * §3.3). Runs on the stream's loop.
 */
final class SrtpReceiver {

    private static final int RTCP_CLEAR = 8;
    private static final int INDEX = 4;
    /** Sources of one peer that are known at once. Only an authentic packet makes a new one known. */
    private static final int SOURCES = 8;

    private final SrtpCipher rtp;
    private final SrtpCipher rtcp;
    private final boolean aead;
    private final SrtpBuffer buffer = new SrtpBuffer();
    private final int[] ssrcs = new int[SOURCES];
    private final ReplayWindow[] windows = new ReplayWindow[SOURCES];
    private final ReplayWindow rtcpWindow = new ReplayWindow();
    private int sources;
    private int oldest;

    SrtpReceiver(SrtpKeys keys) {
        aead = keys.profile().isAead();
        rtp = aead ? GcmCipher.rtp(keys) : CounterModeCipher.rtp(keys);
        rtcp = aead ? GcmCipher.rtcp(keys) : CounterModeCipher.rtcp(keys);
    }

    /** Turns SRTP into RTP, in place; false, and the packet as it was, if it is forged or repeated. */
    boolean unprotectRtp(Packet packet) {
        int header = Rtp.headerLength(packet);
        int plain = packet.length - rtp.tagLength();
        if (plain < header) return false;
        int ssrc = Rtp.ssrc(packet);
        int sequence = Rtp.sequence(packet);
        int source = known(ssrc);
        long index = source < 0 ? sequence : SrtpIndex.estimate(windows[source].highest(), sequence);
        if (source >= 0 && !windows[source].admits(index)) return false;
        byte[] octets = buffer.take(packet, 0);
        if (!rtp.unprotect(octets, header, packet.length, ssrc, index)) return false;
        windows[source < 0 ? learn(ssrc) : source].note(index);
        buffer.give(packet, plain);
        return true;
    }

    /** Turns SRTCP into RTCP, in place; false, and the packet as it was, if it is forged, repeated, or was sent in the clear. */
    boolean unprotectRtcp(Packet packet) {
        int plain = packet.length - rtcp.tagLength() - INDEX;
        if (plain < RTCP_CLEAR) return false;
        byte[] octets = buffer.take(packet, 0);
        int indexAt = aead ? packet.length - INDEX : plain;
        long word = SrtpBuffer.word(octets, indexAt) & 0xFFFF_FFFFL;
        long index = word & 0x7FFF_FFFFL;
        boolean isEncrypted = index != word;
        if (!isEncrypted || !rtcpWindow.admits(index)) return false;
        // Without the index between, packet and tag stand as the cipher takes them.
        if (!aead) System.arraycopy(octets, indexAt + INDEX, octets, plain, rtcp.tagLength());
        if (!rtcp.unprotect(octets, RTCP_CLEAR, plain + rtcp.tagLength(), packet.bytes.getInt(4), word)) return false;
        rtcpWindow.note(index);
        buffer.give(packet, plain);
        return true;
    }

    private int known(int ssrc) {
        for (int i = 0; i < sources; i++) if (ssrcs[i] == ssrc) return i;
        return -1;
    }

    private int learn(int ssrc) {
        int source = sources < SOURCES ? sources++ : oldest++ % SOURCES;
        ssrcs[source] = ssrc;
        windows[source] = new ReplayWindow();
        return source;
    }
}
