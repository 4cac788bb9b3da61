package org.strowger.rtp.srtp;

import org.strowger.rtp.Packet;
import org.strowger.rtp.Rtp;
import org.strowger.rtp.SrtpKeys;

/**
 * Checks and decrypts what a peer sends under one master key. A packet that is not authentic, or has come before,
 * changes nothing (RFC 3711 §3.3). Runs on the stream's loop.
 */
public final class SrtpReceiver {

    /** The longest packet that is looked into, octets: 20 ms of stereo at 48 kHz, uncompressed, and room. */
    private static final int LONGEST = 8192;

    private final SrtpCipher rtp;
    private final SrtpCipher rtcp;
    private final boolean aead;
    private final SrtpBuffer buffer = new SrtpBuffer();
    private final SourceWindows rtpSources = new SourceWindows();
    private final SourceWindows rtcpSources = new SourceWindows();

    public SrtpReceiver(SrtpKeys keys) {
        aead = keys.profile().isAead();
        rtp = SrtpCipher.rtp(keys);
        rtcp = SrtpCipher.rtcp(keys);
    }

    /** Turns SRTP into RTP, in place; false, and the packet as it was, if it is forged or repeated. */
    public boolean unprotectRtp(Packet packet) {
        int header = Rtp.headerLength(packet);
        int plain = packet.length - rtp.tagLength();
        if (plain < header || packet.length > LONGEST) return false;
        int ssrc = Rtp.ssrc(packet);
        int sequence = Rtp.sequence(packet);
        int source = rtpSources.find(ssrc);
        boolean isNew = source == SourceWindows.UNKNOWN;
        long index = isNew ? sequence : SrtpIndex.estimate(rtpSources.highest(source), sequence);
        if (!rtpSources.admits(source, index)) return false;
        byte[] octets = buffer.take(packet, 0);
        if (!rtp.unprotect(octets, header, packet.length, ssrc, index)) return false;
        rtpSources.note(source, ssrc, index);
        buffer.give(packet, plain);
        return true;
    }

    /**
     * Turns SRTCP into RTCP, in place; false, and the packet as it was, if it is forged, repeated, or was sent in the
     * clear.
     */
    boolean unprotectRtcp(Packet packet) {
        int plain = packet.length - rtcp.tagLength() - SrtpCipher.RTCP_INDEX;
        if (plain < SrtpCipher.RTCP_CLEAR || packet.length > LONGEST) return false;
        byte[] octets = buffer.take(packet, 0);
        int indexAt = aead ? packet.length - SrtpCipher.RTCP_INDEX : plain;
        long word = SrtpBuffer.word(octets, indexAt) & 0xFFFF_FFFFL;
        long index = word & 0x7FFF_FFFFL;
        boolean isEncrypted = index != word;
        int ssrc = packet.bytes.getInt(4);
        int source = rtcpSources.find(ssrc);
        if (!isEncrypted || !rtcpSources.admits(source, index)) return false;
        // Without the index between, packet and tag stand as the cipher takes them.
        if (!aead) System.arraycopy(octets, indexAt + SrtpCipher.RTCP_INDEX, octets, plain, rtcp.tagLength());
        if (!rtcp.unprotect(octets, SrtpCipher.RTCP_CLEAR, plain + rtcp.tagLength(), ssrc, word)) return false;
        rtcpSources.note(source, ssrc, index);
        buffer.give(packet, plain);
        return true;
    }
}
