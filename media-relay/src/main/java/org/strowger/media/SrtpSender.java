package org.strowger.media;

/** Protects what is sent to a peer under one master key (RFC 3711 §3.3, §3.4). Runs on the stream's loop. */
final class SrtpSender {

    private static final int RTCP_CLEAR = 8;
    private static final long ENCRYPTED = 0x8000_0000L;
    private static final int INDEX = 4;
    /** Sources that one peer is sent under one key: the other leg's, the player's, the echo's, and those before them. */
    private static final int SOURCES = 64;

    private final SrtpCipher rtp;
    private final SrtpCipher rtcp;
    private final boolean aead;
    private final SrtpBuffer buffer = new SrtpBuffer();
    private final int[] ssrcs = new int[SOURCES];
    private final ReplayWindow[] windows = new ReplayWindow[SOURCES];
    private int sources;
    private long rtcpIndex;

    SrtpSender(SrtpKeys keys) {
        aead = keys.profile().isAead();
        rtp = aead ? GcmCipher.rtp(keys) : CounterModeCipher.rtp(keys);
        rtcp = aead ? GcmCipher.rtcp(keys) : CounterModeCipher.rtcp(keys);
    }

    /**
     * Turns RTP into SRTP, in place; false, and the packet as it was, for a source more than can be told apart and for a packet that went before: a
     * second one under the same index would open both (RFC 3711 §9.1).
     */
    boolean protectRtp(Packet packet) {
        int ssrc = Rtp.ssrc(packet);
        int sequence = Rtp.sequence(packet);
        int source = source(ssrc);
        if (source < 0) return false;
        ReplayWindow window = windows[source];
        long index = window.highest() < 0 ? sequence : SrtpIndex.estimate(window.highest(), sequence);
        if (!window.admits(index)) return false;
        window.note(index);
        byte[] octets = buffer.take(packet, rtp.tagLength());
        rtp.protect(octets, Rtp.headerLength(packet), packet.length, ssrc, index);
        buffer.give(packet, packet.length + rtp.tagLength());
        return true;
    }

    /** Turns RTCP into SRTCP, in place. */
    void protectRtcp(Packet packet) {
        byte[] octets = buffer.take(packet, rtcp.tagLength() + INDEX);
        int ssrc = packet.bytes.getInt(4);
        long index = ENCRYPTED | rtcpIndex;
        rtcpIndex = (rtcpIndex + 1) & 0x7FFF_FFFFL;
        int length = packet.length;
        if (aead) {
            rtcp.protect(octets, RTCP_CLEAR, length, ssrc, index);
            SrtpBuffer.word(octets, length + rtcp.tagLength(), (int) index);
        } else {
            rtcp.protect(octets, RTCP_CLEAR, length, ssrc, index);
            // The tag covers the index and stands behind it (RFC 3711 §3.4).
            System.arraycopy(octets, length, octets, length + INDEX, rtcp.tagLength());
            SrtpBuffer.word(octets, length, (int) index);
        }
        buffer.give(packet, length + INDEX + rtcp.tagLength());
    }

    /** One that is forgotten could come back with an index that was used before, and open both packets: none is forgotten. */
    private int source(int ssrc) {
        for (int i = 0; i < sources; i++) if (ssrcs[i] == ssrc) return i;
        if (sources == SOURCES) return -1;
        ssrcs[sources] = ssrc;
        windows[sources] = new ReplayWindow();
        return sources++;
    }
}
