package org.strowger.media.relay;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.strowger.audio.AudioSource;
import org.strowger.audio.Frames;
import org.strowger.audio.RateConverter;
import org.strowger.audio.Scratch;
import org.strowger.audio.Taps;
import org.strowger.audio.codec.AudioCodec;
import org.strowger.audio.codec.AudioCodecs;
import org.strowger.audio.codec.AudioEncoder;
import org.strowger.audio.codec.SharedSource;
import org.strowger.rtp.OutgoingRtp;
import org.strowger.rtp.Packet;
import org.strowger.rtp.Rtp;
import org.strowger.sdp.Codec;

/**
 * What we say to a peer ourselves: from a source by way of rate converter, taps, encoder and packetizer to packets of
 * our own SSRC. What is played goes before what is said in a conversation, which goes on behind it. Runs on the
 * stream's loop.
 */
final class Speaking {

    private static final short[] NOTHING = {};

    private final OutgoingRtp own;
    private final Packet packet;
    private final Consumer<Packet> send;
    private final Runnable between;
    private final Taps taps = new Taps();
    private final short[] frame;
    private final short[] converted;
    private final byte[] payload;

    /** What does not fill a packet yet, at the codec's rate. */
    private short[] pending = NOTHING;

    private List<Codec> codecs = List.of();
    private @Nullable AudioCodec codec;
    private @Nullable Codec agreed;
    private @Nullable AudioEncoder encoder;
    private @Nullable RateConverter converter;
    private int packetMillis;
    private int payloadType;
    private int clockRate;
    private int rate;
    private int perPacket;
    private int broughtFrom;
    private int filled;
    private boolean talking;
    private OutgoingRtp.Marker marker = OutgoingRtp.Marker.SET;
    private @Nullable AudioSource played;
    private @Nullable AudioSource conversation;

    /**
     * @param packet to build packets in; the loop's
     * @param scratch the loop's
     * @param between called where a tick has filled more than one packet, so that {@link #betweenTicks} is to be called
     *     in the midst of two ticks: packets of 10 ms leave evenly
     */
    Speaking(OutgoingRtp own, Packet packet, Scratch scratch, Consumer<Packet> send, Runnable between) {
        this.own = own;
        this.packet = packet;
        this.frame = scratch.frame;
        this.converted = scratch.converted;
        this.payload = scratch.payload;
        this.send = send;
        this.between = between;
    }

    /** The peer has reported such a loss of what it is sent. */
    void farLoss(double fraction) {
        if (encoder != null) encoder.farLoss(fraction);
    }

    /** The sinks and filters on what is said. */
    Taps taps() {
        return taps;
    }

    /** Takes the first of the peer's codecs that it can encode; false, and nothing changed, if there is none. */
    boolean codecs(List<Codec> peers, int wantedMillis) {
        if (peers.equals(codecs) && wantedMillis == packetMillis) return encoder != null;
        for (Codec peer : peers) {
            Optional<AudioCodec> known = AudioCodecs.of(peer);
            if (known.isEmpty()) continue;
            codecs = peers;
            packetMillis = wantedMillis;
            use(known.get(), peer);
            return true;
        }
        return false;
    }

    private void use(AudioCodec codec, Codec peer) {
        this.codec = codec;
        agreed = peer;
        encoder = codec.encoder(peer);
        broughtFrom = 0;
        payloadType = peer.payloadType();
        clockRate = peer.clockRate();
        rate = codec.sampleRate();
        perPacket = rate * codec.packetMillis(packetMillis) / 1000;
        pending = new short[Frames.longestPacket(rate) + Frames.samples(rate)];
        filled = 0;
        if (played != null) played.wanted(rate);
        if (conversation != null) conversation.wanted(rate);
    }

    /** Plays something, once. */
    void play(AudioSource source) {
        stopPlaying();
        played = source;
        source.wanted(rate);
        talking = false;
    }

    void stopPlaying() {
        AudioSource ended = played;
        played = null;
        if (ended != null) ended.ended();
        talking = false;
    }

    boolean isPlaying() {
        return played != null;
    }

    /** Says this until something else is asked for. */
    void converse(AudioSource source) {
        conversation = source;
        source.wanted(rate);
    }

    void endConversation() {
        conversation = null;
        if (played == null) talking = false;
    }

    boolean isSaying(AudioSource source) {
        return conversation == source;
    }

    /** The rate at which it encodes, Hz. */
    int rate() {
        return encoder == null ? 8000 : rate;
    }

    /** Whether there is anything to say. */
    boolean isBusy() {
        return played != null || conversation != null;
    }

    /** Says the next 20 ms; false if what was played is over by now. */
    boolean tick(long now) {
        AudioSource first = played;
        if (first != null && say(first, now)) return true;
        if (first != null) stopPlaying();
        AudioSource second = conversation;
        if (second != null && !say(second, now)) endConversation();
        return first == null;
    }

    /** Is told that something else is sent for a while, such as a digit: what is said after it is a new talkspurt. */
    void interrupt() {
        talking = false;
        filled = 0;
    }

    /** Says the next 20 ms of this in place of all else; false when it is over. */
    boolean sayInstead(AudioSource source, long now) {
        return say(source, now);
    }

    /**
     * Sends what many hear at once: it is encoded once for all of them. False where it must be encoded for this peer
     * alone.
     */
    private boolean sayShared(SharedSource source, long now) {
        AudioCodec known = codec;
        Codec format = agreed;
        if (known == null || format == null || perPacket != Frames.samples(rate) || !taps.isEmpty()) return false;
        int octets = source.encoded(known, format, payload);
        if (octets == SharedSource.NOT_SHARED) return false;
        filled = 0;
        sendPayload(octets, now);
        return true;
    }

    private boolean say(AudioSource source, long now) {
        if (source instanceof SharedSource shared && sayShared(shared, now)) return true;
        int from = source.rate();
        int read = source.read(frame);
        if (read == AudioSource.OVER) {
            flush(now);
            return false;
        }
        if (read == 0) {
            flush(now);
            talking = false;
            return true;
        }
        Arrays.fill(frame, read, Frames.samples(from), (short) 0);
        pass(from, now);
        return true;
    }

    private void pass(int from, long now) {
        if (from != broughtFrom) tellEncoder(from);
        short[] pcm = frame;
        int samples = Frames.samples(from);
        if (from != rate) {
            converter = RateConverter.between(from, rate, converter);
            samples = converter.convert(frame, samples, converted);
            pcm = converted;
        }
        taps.pass(pcm, samples, rate);
        // A packet's timestamp is that of its first sample, however many ticks it takes to fill.
        if (!talking) begin(now);
        System.arraycopy(pcm, 0, pending, filled, samples);
        filled += samples;
        if (filled >= perPacket) sendPacket(now);
        if (filled >= perPacket) between.run();
    }

    /** Sends what the last tick has left: of packets shorter than a tick, the second. */
    void betweenTicks(long now) {
        if (talking && filled >= perPacket) sendPacket(now);
    }

    private void tellEncoder(int from) {
        broughtFrom = from;
        if (encoder != null) encoder.broughtFrom(from);
    }

    /** The source pauses or is over: sends what there is of its last packet, filled up with silence. */
    private void flush(long now) {
        if (filled == 0 || !talking) return;
        if (filled > perPacket) sendPacket(now);
        Arrays.fill(pending, filled, perPacket, (short) 0);
        filled = perPacket;
        sendPacket(now);
    }

    private void sendPacket(long now) {
        AudioEncoder coder = encoder;
        if (coder == null) return;
        int octets = coder.encode(pending, perPacket, payload);
        filled -= perPacket;
        System.arraycopy(pending, perPacket, pending, 0, filled);
        sendPayload(octets, now);
    }

    private void sendPayload(int octets, long now) {
        if (!talking) begin(now);
        int units = (int) ((long) perPacket * clockRate / rate);
        if (octets == 0) {
            own.skip(units, clockRate);
            marker = OutgoingRtp.Marker.SET;
            return;
        }
        own.write(packet, marker, payloadType, units, clockRate);
        marker = OutgoingRtp.Marker.CLEAR;
        packet.bytes.put(Rtp.HEADER, payload, 0, octets);
        packet.length = Rtp.HEADER + octets;
        send.accept(packet);
    }

    private void begin(long now) {
        own.resume(now, clockRate);
        filled = 0;
        talking = true;
        marker = OutgoingRtp.Marker.SET;
    }
}
