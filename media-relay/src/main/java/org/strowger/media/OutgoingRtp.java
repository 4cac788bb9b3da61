package org.strowger.media;

/** The source that we are ourselves to one peer: its SSRC, and a sequence and clock that go on between playbacks. Runs on the stream's loop. */
final class OutgoingRtp {

    /** Of the G.711 clock, 8 kHz. */
    private static final long NANOS_PER_SAMPLE = 125_000;

    private final int ssrc;
    private int sequence;
    private int timestamp;
    private boolean started;
    private long nextAt;

    OutgoingRtp(StreamSeed seed) {
        ssrc = seed.random().getAsInt();
        sequence = seed.random().getAsInt() & 0x7FFF;
        timestamp = seed.random().getAsInt();
    }

    /** The clock has gone on since the last packet. */
    void resume(long now) {
        if (started) timestamp += (int) (Math.max(0, now - nextAt) / NANOS_PER_SAMPLE);
        started = true;
        nextAt = now;
    }

    /** Writes the header of a packet of so many samples. */
    void write(Packet packet, Marker marker, int payloadType, int samples) {
        Rtp.write(packet.bytes, marker == Marker.SET, payloadType, sequence++, timestamp, ssrc);
        timestamp += samples;
        nextAt += samples * NANOS_PER_SAMPLE;
    }

    /** The first packet of a talkspurt bears it (RFC 3551 §4.1). */
    enum Marker {
        SET,
        CLEAR
    }
}
