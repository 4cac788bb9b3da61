package org.strowger.rtp.srtp;

import java.security.SecureRandom;
import org.strowger.rtp.Packet;
import org.strowger.rtp.Rtp;
import org.strowger.rtp.SrtpKeys;

/** Protects what is sent to a peer under one master key (RFC 3711 §3.3, §3.4). Runs on the stream's loop. */
public final class SrtpSender {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long ENCRYPTED = 0x8000_0000L;
    /**
     * Sources that one peer is sent under one key: the other leg's, the player's, the echo's, and those before them.
     */
    private static final int SOURCES = 64;

    /** Odd, so that names of ours come back only after all 2^32. */
    private static final int STEP = 0x9E37_79B9;

    private final SrtpCipher rtp;
    private final SrtpCipher rtcp;
    private final boolean aead;
    private final SrtpBuffer buffer = new SrtpBuffer();
    private final SentSource[] sent = new SentSource[SOURCES];
    /** The first sources keep the names that they came with; these are never given to another. */
    private final int[] ownNames = new int[SOURCES];

    private int names;
    private int drawn = RANDOM.nextInt();
    private boolean overflown;
    private int sources;
    private long rtcpIndex;

    public SrtpSender(SrtpKeys keys) {
        aead = keys.profile().isAead();
        rtp = SrtpCipher.rtp(keys);
        rtcp = SrtpCipher.rtcp(keys);
    }

    /**
     * Turns RTP into SRTP, in place; false, and the packet as it was, for one that went before: a second one under the
     * same index would open both (RFC 3711 §9.1). A source that begins to count anew goes on as another source.
     */
    public boolean protectRtp(Packet packet) {
        int sequence = Rtp.sequence(packet);
        SentSource source = source(Rtp.ssrc(packet));
        long index = source.index(sequence);
        if (!source.window.admits(index)) {
            if (!source.beginsAnew(sequence)) return false;
            source = another(source);
            index = sequence;
        }
        source.goes(index);
        Rtp.ssrc(packet, source.sentAs);
        byte[] octets = buffer.take(packet, rtp.tagLength());
        rtp.protect(octets, Rtp.headerLength(packet), packet.length, source.sentAs, index);
        buffer.give(packet, packet.length + rtp.tagLength());
        return true;
    }

    /** Turns RTCP into SRTCP, in place. */
    public void protectRtcp(Packet packet) {
        byte[] octets = buffer.take(packet, rtcp.tagLength() + SrtpCipher.RTCP_INDEX);
        int ssrc = packet.bytes.getInt(4);
        long index = ENCRYPTED | rtcpIndex;
        rtcpIndex = (rtcpIndex + 1) & 0x7FFF_FFFFL;
        int length = packet.length;
        if (aead) {
            rtcp.protect(octets, SrtpCipher.RTCP_CLEAR, length, ssrc, index);
            SrtpBuffer.word(octets, length + rtcp.tagLength(), (int) index);
        } else {
            rtcp.protect(octets, SrtpCipher.RTCP_CLEAR, length, ssrc, index);
            // The tag covers the index and stands behind it (RFC 3711 §3.4).
            System.arraycopy(octets, length, octets, length + SrtpCipher.RTCP_INDEX, rtcp.tagLength());
            SrtpBuffer.word(octets, length, (int) index);
        }
        buffer.give(packet, length + SrtpCipher.RTCP_INDEX + rtcp.tagLength());
    }

    /**
     * One that is forgotten could come back with an index that was used before, and open both packets (§9.1). So once
     * there were more sources than are remembered, each that is not goes by a name that nobody has had under this key.
     */
    private SentSource source(int ssrc) {
        for (int i = sources - 1; i >= 0; i--) if (sent[i].ssrc == ssrc) return sent[i];
        // A source that comes with the name that another has been given would share its key stream.
        if (overflown || names == SOURCES || isTaken(ssrc)) return add(ssrc, unused());
        ownNames[names++] = ssrc;
        return add(ssrc, ssrc);
    }

    /** The same peer under a name that nobody has had. */
    private SentSource another(SentSource before) {
        return add(before.ssrc, unused());
    }

    private int unused() {
        do drawn += STEP;
        while (isTaken(drawn));
        return drawn;
    }

    private boolean isTaken(int ssrc) {
        for (int i = 0; i < names; i++) if (ownNames[i] == ssrc) return true;
        for (int i = 0; i < sources; i++) if (sent[i].ssrc == ssrc || sent[i].sentAs == ssrc) return true;
        return false;
    }

    /** The one that was added longest ago goes for it; if it still sends, it comes back under another name. */
    private SentSource add(int ssrc, int sentAs) {
        if (sources == SOURCES) {
            overflown = true;
            System.arraycopy(sent, 1, sent, 0, --sources);
        }
        SentSource added = new SentSource(ssrc, sentAs);
        sent[sources++] = added;
        return added;
    }

    /** What has gone of one source. */
    private static final class SentSource {

        /** So many packets in a row that count on from one another, all of which went before, are a new beginning. */
        private static final int NEW_BEGINNING = 5;

        final int ssrc;
        final int sentAs;
        final ReplayWindow window = new ReplayWindow();
        private int next = -1;
        private int inRow;

        /** As it comes, and as it goes. */
        SentSource(int ssrc, int sentAs) {
            this.ssrc = ssrc;
            this.sentAs = sentAs;
        }

        long index(int sequence) {
            return window.highest() < 0 ? sequence : SrtpIndex.estimate(window.highest(), sequence);
        }

        void goes(long index) {
            window.note(index);
            inRow = 0;
        }

        /** Whether a packet that can't go is the last of enough that show that its sender has begun to count anew. */
        boolean beginsAnew(int sequence) {
            inRow = sequence == next ? inRow + 1 : 1;
            next = (sequence + 1) & 0xFFFF;
            return inRow >= NEW_BEGINNING;
        }
    }
}
