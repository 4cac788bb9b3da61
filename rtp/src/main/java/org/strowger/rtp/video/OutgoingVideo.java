package org.strowger.rtp.video;

import java.nio.ByteBuffer;
import org.strowger.rtp.Packet;
import org.strowger.rtp.Rtp;
import org.strowger.statemachine.Pace;

/**
 * The pictures that one peer is sent, whoever's they are: under a source of ours, in one sequence and on one clock,
 * from a picture on that needs no other. What it has missed it is sent again (RFC 4588). Runs on the stream's loop.
 */
public final class OutgoingVideo {

    /** Packets that are sent again to one peer. */
    public static final int MOST_REPEATED_A_SECOND = 500;

    private static final int ORIGINAL_SEQUENCE = 2;
    private static final long SECOND = 1_000_000_000;

    private final VideoSources sources;
    private final SentPackets kept = new SentPackets();
    private final Pace repeats = Pace.aSecond(MOST_REPEATED_A_SECOND);

    private VideoTypes types = VideoTypes.NOTHING;
    private int sequence;
    private int timestamp;
    private int repairSequence;
    private long sentAt;
    private boolean hasSent;

    private boolean open;
    private int from;
    private int first;
    private int sinceOpen;
    private int shift;
    private int timeShift;

    private int packets;
    private int octets;

    /** All that is to begin by chance (RFC 3550 §5.1) begins with what chance has made of the sources. */
    public OutgoingVideo(VideoSources sources) {
        this.sources = sources;
        this.sequence = sources.pictures() >>> 17;
        this.timestamp = sources.repairs();
        this.repairSequence = sources.repairs() >>> 17;
    }

    public VideoSources sources() {
        return sources;
    }

    /** What the peer takes. */
    public void types(VideoTypes taken) {
        if (taken == types) return;
        types = taken;
        close();
    }

    /** What comes next comes from elsewhere, or after a pause: nothing is sent before a picture that needs no other. */
    public void close() {
        open = false;
    }

    /** Whether pictures of a source are on their way, so that no new one is needed. */
    public boolean carries(int source) {
        return open && from == source;
    }

    /**
     * Makes a packet one of ours, in place; false if it is of no use to the peer.
     *
     * @param theirs what its payload type stands for
     * @param begins whether it begins a picture that needs no other
     */
    public boolean takes(Packet packet, VideoTypes theirs, Picture begins, long now) {
        int type = theirs.there(Rtp.payloadType(packet), types);
        int length = Rtp.payloadLength(packet);
        if (type == VideoTypes.NONE || length < 0) return false;
        int source = Rtp.ssrc(packet);
        int number = Rtp.sequence(packet);
        if (!carries(source)) {
            if (begins != Picture.BY_ITSELF) return false;
            open(source, number, Rtp.timestamp(packet), now);
        }
        if (isBeforeFirst(number)) return false;
        write(packet, type, length, now);
        return true;
    }

    /** What a packet begins. */
    public enum Picture {
        /** A picture that needs no other. */
        BY_ITSELF,
        /** One that needs others, or nothing: it belongs to what came before. */
        GOES_ON
    }

    private void open(int source, int number, int time, long now) {
        open = true;
        from = source;
        first = number;
        sinceOpen = 0;
        shift = sequence + 1 - number;
        int passed = hasSent ? Math.max(1, (int) ((now - sentAt) * VideoFormat.CLOCK / SECOND)) : 0;
        timeShift = timestamp + passed - time;
    }

    /** Of a picture before the first that was sent. Later on the sequence has gone round, and there is none. */
    private boolean isBeforeFirst(int number) {
        return sinceOpen < IncomingVideo.MOST_MISSING && (short) (number - first) < 0;
    }

    private void write(Packet packet, int type, int length, long now) {
        ByteBuffer bytes = packet.bytes;
        int header = Rtp.headerLength(packet);
        boolean marker = Rtp.marker(packet);
        int number = (Rtp.sequence(packet) + shift) & 0xFFFF;
        int time = Rtp.timestamp(packet) + timeShift;
        // Neither padding nor extensions: their numbers are another's
        if (header != Rtp.HEADER) bytes.put(Rtp.HEADER, bytes, header, length);
        Rtp.write(bytes, marker, type, number, time, sources.pictures());
        packet.length = Rtp.HEADER + length;
        kept.keep(bytes, Rtp.HEADER, length, number, time, type, marker);
        if (!hasSent || (short) (number - sequence) > 0) {
            sequence = number;
            timestamp = time;
            sentAt = now;
        }
        hasSent = true;
        sinceOpen++;
        packets++;
        octets += length;
    }

    /**
     * Writes a packet that the peer has missed, to be sent as its repair (RFC 4588 §4); false if it is not kept any
     * more, has been sent again just before, or the peer takes no repairs: no packet may go twice under one number
     * (RFC 3711 §9.1).
     */
    public boolean repeats(int number, Packet packet, long now) {
        if (!kept.mayRepeat(number, now)) return false;
        int type = types.repairs(kept.type(number));
        if (type == VideoTypes.NONE || !repeats.allows(now)) return false;
        repairSequence = (repairSequence + 1) & 0xFFFF;
        Rtp.write(packet.bytes, kept.marker(number), type, repairSequence, kept.timestamp(number), sources.repairs());
        packet.bytes.putShort(Rtp.HEADER, (short) number);
        packet.length = kept.repeat(number, packet.bytes, Rtp.HEADER + ORIGINAL_SEQUENCE, now);
        return true;
    }

    /** A time of the source that is carried, as the peer has it. */
    int timeOf(int theirs) {
        return theirs + timeShift;
    }

    int packets() {
        return packets;
    }

    int octets() {
        return octets;
    }
}
