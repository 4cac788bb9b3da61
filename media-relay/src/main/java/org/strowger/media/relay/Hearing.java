package org.strowger.media.relay;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.strowger.audio.AudioSource;
import org.strowger.audio.ComfortNoise;
import org.strowger.audio.Concealment;
import org.strowger.audio.Frames;
import org.strowger.audio.Taps;
import org.strowger.audio.TimeStretch;
import org.strowger.audio.codec.AudioCodecs;
import org.strowger.audio.codec.AudioDecoder;
import org.strowger.rtp.JitterBuffer;
import org.strowger.rtp.Packet;
import org.strowger.rtp.Rtp;
import org.strowger.rtp.loop.LoopClock;
import org.strowger.sdp.Codec;

/**
 * What a peer says, as audio: jitter buffer, decoder, concealment, taps, and one frame for each tick of the loop,
 * however many read it. Runs on the stream's loop.
 */
final class Hearing implements AudioSource {

    /** After so many ticks without a packet there is nothing to hear, not even silence. */
    private static final int QUIET_TICKS = 50;

    /**
     * Audio that is heard later than wanted by more than this is shortened, and audio that is heard earlier by more
     * than the next is lengthened, ns.
     */
    private static final long TOO_LATE = 15_000_000;

    private static final long TOO_EARLY = -10_000_000;

    /** After so many ticks without a packet even a codec that conceals loss by itself is not asked any more. */
    private static final int LONGEST_CONCEALED = 10;

    private static final long SECOND = 1_000_000_000;

    private final LoopClock clock;
    private final Taps taps = new Taps();
    private final JitterBuffer buffer = new JitterBuffer();
    private final @Nullable Decoding[] decoders = new Decoding[128];
    private final ComfortNoise noise = new ComfortNoise();

    private final short[] decoded;
    private int queued;
    private int rate = 8000;

    /** What is decoded and not yet heard. */
    private short[] queue = queueAt(rate);

    private short[] frame = new short[Frames.samples(rate)];
    private Concealment concealment = new Concealment(rate);
    private TimeStretch stretch = new TimeStretch(rate);
    private @Nullable AudioDecoder decoder;
    private boolean inNoise;

    /** What was made up while nothing had come; it stands for packets that turn out to be lost. */
    private int madeUp;

    private long producedAt = Long.MIN_VALUE;
    private int quietTicks = QUIET_TICKS;

    private record Decoding(int rate, @Nullable AudioDecoder decoder) {}

    /** @param decoded the loop's, to decode packets into */
    Hearing(LoopClock clock, short[] decoded) {
        this.clock = clock;
        this.decoded = decoded;
    }

    /** Room for a packet behind another that is longer than is usual, and for what is made up meanwhile. */
    private static short[] queueAt(int rate) {
        return new short[3 * Frames.longestPacket(rate)];
    }

    /** The sinks and filters on what is heard. */
    Taps taps() {
        return taps;
    }

    /** What the peer may send, the preferred first. */
    void codecs(List<Codec> codecs) {
        Arrays.fill(decoders, null);
        for (Codec codec : codecs.reversed()) {
            int type = codec.payloadType();
            if (codec.isComfortNoise()) decoders[type] = new Decoding(codec.clockRate(), null);
            AudioCodecs.of(codec)
                    .ifPresent(known -> decoders[type] = new Decoding(known.sampleRate(), known.decoder(codec)));
            buffer.clock(type, codec.clockRate());
        }
    }

    /** Takes a packet of audio or comfort noise. */
    void receive(Packet packet, long now) {
        if (decoders[Rtp.payloadType(packet)] != null) buffer.put(packet, now);
    }

    /** Forgets what has not been heard yet, when nobody has listened for a while. */
    void forget() {
        buffer.clear();
        queued = 0;
        inNoise = false;
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
        if (quietTicks >= QUIET_TICKS && !inNoise) return 0;
        int samples = Frames.samples(rate);
        System.arraycopy(frame, 0, pcm, 0, samples);
        return samples;
    }

    /** The frame of this tick; {@link #rate} has made it. */
    short[] frame() {
        return frame;
    }

    private void produce() {
        if (producedAt == clock.tickedAt()) return;
        producedAt = clock.tickedAt();
        quietTicks = Math.min(QUIET_TICKS, quietTicks + 1);
        while (queued < Frames.samples(rate) && decodeNext()) {
            // until there is a frame
        }
        int wanted = Frames.samples(rate);
        if (queued < wanted) fillUp(wanted - queued);
        System.arraycopy(queue, 0, frame, 0, wanted);
        queued -= wanted;
        System.arraycopy(queue, wanted, queue, 0, queued);
        taps.pass(frame, wanted, rate);
    }

    /** False if there is nothing to decode. */
    private boolean decodeNext() {
        switch (buffer.take(producedAt + queued * SECOND / rate)) {
            case NOTHING -> {
                return false;
            }
            case LOST -> makeUpFor((int) ((long) buffer.lostUnits() * rate / buffer.clock()));
            case PACKET -> decode();
        }
        return true;
    }

    private void makeUpFor(int lost) {
        int already = Math.min(madeUp, lost);
        madeUp -= already;
        int samples = Math.min(lost - already, Frames.longestPacket(rate));
        if (samples <= 0) return;
        AudioDecoder coder = decoder;
        int restored = coder != null && buffer.looksAhead()
                ? coder.recover(buffer.payload(), 0, buffer.length(), decoded, samples)
                : 0;
        if (restored > 0) append(restored);
        else conceal(samples);
    }

    private void decode() {
        Decoding decoding = decoders[buffer.payloadType()];
        if (decoding == null) return;
        madeUp = 0;
        quietTicks = 0;
        AudioDecoder coder = decoding.decoder();
        if (coder == null) {
            noise.describe(buffer.payload(), buffer.length());
            inNoise = true;
            return;
        }
        inNoise = false;
        if (decoding.rate() != rate) changeRate(decoding.rate());
        decoder = coder;
        int samples = coder.decode(buffer.payload(), 0, buffer.length(), decoded);
        buffer.played((int) ((long) samples * buffer.clock() / rate));
        concealment.heard(decoded, samples);
        append(samples);
        if (buffer.excess() > TOO_LATE) queued -= stretch.shorten(queue, queued);
        else if (buffer.excess() < TOO_EARLY) queued += stretch.lengthen(queue, queued);
    }

    private void changeRate(int other) {
        rate = other;
        queued = 0;
        queue = queueAt(rate);
        frame = new short[Frames.samples(rate)];
        concealment = new Concealment(rate);
        stretch = new TimeStretch(rate);
    }

    private void append(int samples) {
        System.arraycopy(decoded, 0, queue, queued, samples);
        queued += samples;
    }

    /** Fills the frame up where nothing has come in time. */
    private void fillUp(int samples) {
        if (inNoise) {
            noise.make(queue, queued, samples);
            queued += samples;
            return;
        }
        madeUp += samples;
        if (concealment.isOver() || quietTicks > Frames.PER_SECOND / 10) {
            buffer.pause();
            madeUp = 0;
        }
        conceal(samples);
    }

    private void conceal(int samples) {
        if (quietTicks > LONGEST_CONCEALED) Arrays.fill(queue, queued, queued + samples, (short) 0);
        else if (!concealItself(samples)) concealPeriodically(samples);
        queued += samples;
    }

    /** Lets the codec conceal the loss; false if it has no means of its own. */
    private boolean concealItself(int samples) {
        AudioDecoder coder = decoder;
        if (coder == null || coder.conceal(decoded, samples) < samples) return false;
        System.arraycopy(decoded, 0, queue, queued, samples);
        return true;
    }

    private void concealPeriodically(int samples) {
        if (concealment.isOver()) Arrays.fill(queue, queued, queued + samples, (short) 0);
        else concealment.conceal(queue, queued, samples);
    }
}
