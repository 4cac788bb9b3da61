package org.strowger.media;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.strowger.sdp.Codec;

/**
 * What a peer says, as audio: jitter buffer, decoder, taps, and one frame for each tick of the loop, however many read it. Runs on
 * the stream's loop.
 */
final class Hearing implements AudioSource {

    /** Longer without a packet, and there is nothing to hear, not even silence. */
    private static final int QUIET_TICKS = 50;

    private final LoopClock clock;
    private final Taps taps = new Taps();
    private final JitterBuffer buffer = new JitterBuffer();
    private final @Nullable Decoding[] decoders = new Decoding[128];

    /** What is decoded and not yet heard. */
    private final short[] queue = new short[Frames.MAX_PACKET + Frames.MAX_SAMPLES];

    private final short[] frame = new short[Frames.MAX_SAMPLES];
    private int queued;
    private int rate = 8000;
    private long producedAt = Long.MIN_VALUE;
    private int quietTicks = QUIET_TICKS;

    private record Decoding(int rate, AudioDecoder decoder) {}

    Hearing(LoopClock clock) {
        this.clock = clock;
    }

    /** The sinks and filters on what is heard. */
    Taps taps() {
        return taps;
    }

    /** What the peer may send, the preferred first. */
    void codecs(List<Codec> codecs) {
        Arrays.fill(decoders, null);
        for (Codec codec : codecs.reversed()) {
            Optional<AudioCodec> known = AudioCodecs.of(codec);
            decoders[codec.payloadType()] = known.map(k -> new Decoding(k.sampleRate(), k.decoder(codec)))
                    .orElse(null);
        }
    }

    /** Takes a packet of audio. */
    void receive(Packet packet) {
        if (decoders[Rtp.payloadType(packet)] != null) buffer.put(packet);
    }

    /** Forgets what has not been heard yet, when nobody has listened for a while. */
    void forget() {
        buffer.clear();
        queued = 0;
        quietTicks = QUIET_TICKS;
    }

    @Override
    public int rate() {
        produce();
        return rate;
    }

    @Override
    public int read(short[] pcm) {
        produce();
        if (quietTicks >= QUIET_TICKS) return 0;
        int samples = Frames.samples(rate);
        System.arraycopy(frame, 0, pcm, 0, samples);
        return samples;
    }

    /** Makes the frame of this tick, once. */
    void produce() {
        if (producedAt == clock.tickedAt()) return;
        producedAt = clock.tickedAt();
        quietTicks = Math.min(QUIET_TICKS, quietTicks + 1);
        while (queued < Frames.samples(rate) && decodeNext()) {
            // until there is a frame
        }
        int wanted = Frames.samples(rate);
        int there = Math.min(wanted, queued);
        System.arraycopy(queue, 0, frame, 0, there);
        Arrays.fill(frame, there, wanted, (short) 0);
        System.arraycopy(queue, there, queue, 0, queued - there);
        queued -= there;
        taps.pass(frame, wanted, rate);
    }

    /** The frame of this tick; after {@link #produce}. */
    short[] frame() {
        return frame;
    }

    private boolean decodeNext() {
        switch (buffer.take()) {
            case NOTHING -> {
                return false;
            }
            case LOST -> {
                int gap = Frames.samples(rate);
                Arrays.fill(queue, queued, queued + gap, (short) 0);
                queued += gap;
            }
            case PACKET -> decode();
        }
        return true;
    }

    private final short[] decoded = new short[Frames.MAX_PACKET];

    private void decode() {
        Decoding decoding = decoders[buffer.payloadType()];
        if (decoding == null) return;
        if (decoding.rate() != rate) {
            rate = decoding.rate();
            queued = 0;
        }
        int samples = decoding.decoder().decode(buffer.payload(), 0, buffer.length(), decoded);
        System.arraycopy(decoded, 0, queue, queued, samples);
        queued += samples;
        quietTicks = 0;
    }
}
