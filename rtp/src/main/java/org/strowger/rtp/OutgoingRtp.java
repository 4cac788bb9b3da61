package org.strowger.rtp;

/**
 * The source that we are ourselves to one peer: its SSRC, and a sequence and clock that go on between playbacks. Runs
 * on the stream's loop.
 */
public final class OutgoingRtp {

    private static final long SECOND = 1_000_000_000;

    private final int ssrc;
    private int sequence;
    private int timestamp;
    private boolean started;
    private long nextAt;
    private int clockRate;
    private int packets;
    private int octets;

    public OutgoingRtp(StreamSeed seed) {
        ssrc = seed.random().getAsInt();
        sequence = seed.random().getAsInt() & 0x7FFF;
        timestamp = seed.random().getAsInt();
    }

    public int ssrc() {
        return ssrc;
    }

    /** Whether there has been a packet, so that there is something to report on. */
    public boolean hasSent() {
        return packets > 0;
    }

    /** Packets sent so far; like all counts of RTCP it may go round. */
    int packets() {
        return packets;
    }

    /** Octets of payload sent so far. */
    int octets() {
        return octets;
    }

    /** A packet of this source has been sent. */
    public void sent(int payload) {
        packets++;
        octets += payload;
    }

    /** Where its clock stands now. */
    int timestampAt(long now) {
        return timestamp + (int) ((now - nextAt) * clockRate / SECOND);
    }

    /** The clock, of so many Hz, has gone on since the last packet. */
    public void resume(long now, int clockRate) {
        this.clockRate = clockRate;
        if (started) timestamp += (int) (Math.max(0, now - nextAt) * clockRate / SECOND);
        // A last packet that was filled up with silence reaches beyond now, and its clock with it.
        nextAt = started ? Math.max(now, nextAt) : now;
        started = true;
    }

    /** Writes the header of a packet of so many units of the clock. */
    public void write(Packet packet, Marker marker, int payloadType, int units, int clockRate) {
        Rtp.write(packet.bytes, marker == Marker.SET, payloadType, sequence++, timestamp, ssrc);
        skip(units, clockRate);
    }

    /** The time of the next packet, in units of the clock. */
    public int timestamp() {
        return timestamp;
    }

    /**
     * Writes the header of a packet that belongs to an earlier time, as those of telephone-events do; time does not go
     * on.
     */
    public void writeAt(Packet packet, Marker marker, int payloadType, int at) {
        Rtp.write(packet.bytes, marker == Marker.SET, payloadType, sequence++, at, ssrc);
    }

    /** Time goes on without a packet. */
    public void skip(int units, int clockRate) {
        timestamp += units;
        nextAt += units * SECOND / clockRate;
    }

    /** The first packet of a talkspurt bears it (RFC 3551 §4.1). */
    public enum Marker {
        SET,
        CLEAR
    }
}
