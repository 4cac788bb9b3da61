package org.strowger.rtp.video;

import org.strowger.rtp.Packet;
import org.strowger.rtp.Reception;
import org.strowger.rtp.ReportBlock;
import org.strowger.rtp.Rtcp;
import org.strowger.rtp.StreamCount;
import org.strowger.rtp.Tally;

/**
 * What is said to one peer about pictures: how its own come, which of their packets are missing, that a new one is
 * wanted (RFC 3550 §6.4, RFC 4585 §6), and the reports of whose pictures it is sent, as ours. Written into the loop's
 * packet. Runs on the stream's loop.
 */
public final class VideoReports implements VideoRtcp.Reader {

    private static final long SECOND = 1_000_000_000;

    private final OutgoingVideo outgoing;
    private final IncomingVideo incoming;
    private final Reception reception;
    private final ReportBlock block;
    private final int ours;
    private final byte[] name;

    private long reportedAt;
    private boolean hasReported;

    private long now;
    private boolean ofVideo;
    private Asked asked = Asked.NOBODY;

    /** Told of what the peer wants, while {@link #read} reads. */
    public interface Asked {
        /** Nobody listens. */
        Asked NOBODY = new Asked() {
            @Override
            public void pictureWanted() {}

            @Override
            public void missing(int sequence) {}

            @Override
            public void reported(long ntp, int timestamp) {}
        };

        /** It wants a picture that needs no other. */
        void pictureWanted();

        /** It misses a packet of ours. */
        void missing(int sequence);

        /** At this NTP time the clock of its pictures stood there. */
        void reported(long ntp, int timestamp);
    }

    /** @param counted the same as {@code reception} counts in */
    public VideoReports(
            OutgoingVideo outgoing, IncomingVideo incoming, Reception reception, Tally<StreamCount> counted) {
        this.outgoing = outgoing;
        this.incoming = incoming;
        this.reception = reception;
        this.block = new ReportBlock(reception, counted);
        this.ours = outgoing.sources().pictures();
        this.name = Rtcp.name(ours);
    }

    /** The canonical name of a source of ours, for its description (RFC 5576 §6.1). */
    public static String canonicalName(VideoSources sources) {
        return new String(Rtcp.name(sources.pictures()), java.nio.charset.StandardCharsets.US_ASCII);
    }

    /** Takes what a peer says; false if it is of sound. */
    public boolean read(Packet packet, Asked listener, long at) {
        now = at;
        ofVideo = false;
        asked = listener;
        VideoRtcp.read(packet, this);
        asked = Asked.NOBODY;
        return ofVideo;
    }

    @Override
    public void sender(int source) {
        if (incoming.hasBegun() && source == incoming.source()) ofVideo = true;
    }

    /** Of sound none is agreed on: what is of no source of ours is nobody's, and goes nowhere. */
    @Override
    public void feedback() {
        ofVideo = true;
    }

    @Override
    public void report(int source, long ntp, int timestamp) {
        if (!incoming.hasBegun() || source != incoming.source()) return;
        block.peerReported((int) (ntp >>> 16), now);
        asked.reported(ntp, timestamp);
    }

    @Override
    public void block(int source, int fractionLost) {
        if (isOurs(source)) ofVideo = true;
    }

    @Override
    public void pictureWanted(int source) {
        if (isOurs(source)) asked.pictureWanted();
    }

    @Override
    public void missing(int source, int first, int following) {
        if (!isOurs(source)) return;
        asked.missing(first);
        for (int i = 0; i < 16; i++) if ((following >>> i & 1) != 0) asked.missing((first + 1 + i) & 0xFFFF);
    }

    private boolean isOurs(int source) {
        return source == ours || source == outgoing.sources().repairs();
    }

    /** Asks for a new picture. */
    public void writePictureLoss(Packet packet) {
        int at = begin(packet);
        VideoRtcp.feedback(
                packet,
                at,
                at + VideoRtcp.FEEDBACK_HEADER,
                VideoRtcp.PAYLOAD_FEEDBACK,
                VideoRtcp.PICTURE_LOSS,
                ours,
                incoming.source());
    }

    /** Asks for what is missing; false if nothing is. */
    public boolean writeMissing(Packet packet, long at) {
        int part = begin(packet);
        int entries = part + VideoRtcp.FEEDBACK_HEADER;
        int end = incoming.writeMissing(packet.bytes, entries, at);
        if (end == entries) return false;
        VideoRtcp.feedback(packet, part, end, VideoRtcp.TRANSPORT_FEEDBACK, VideoRtcp.NACK, ours, incoming.source());
        return true;
    }

    /** Feedback follows a report and a name (RFC 4585 §3.1). */
    private int begin(Packet packet) {
        return Rtcp.description(packet, Rtcp.receiver(packet, ours), ours, name);
    }

    /** Says how the peer's pictures come; false within the second of the report before, and before the first. */
    public boolean writeReception(Packet packet, long at) {
        if (!reception.hasBegun() || (hasReported && at - reportedAt < SECOND)) return false;
        hasReported = true;
        reportedAt = at;
        int end = block.write(packet, Rtcp.receiver(packet, ours), at);
        packet.length = Rtcp.description(packet, end, ours, name);
        return true;
    }

    /** The report of whose pictures the peer is sent, as ours: so it can keep them in time with the sound. */
    public void writeSending(Packet packet, long ntp, int theirTime) {
        int at = Rtcp.sender(packet, ours, ntp, outgoing.timeOf(theirTime), outgoing.packets(), outgoing.octets());
        packet.length = Rtcp.description(packet, at, ours, name);
    }
}
