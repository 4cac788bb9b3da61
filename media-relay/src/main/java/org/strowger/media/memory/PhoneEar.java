package org.strowger.media.memory;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.strowger.audio.Frames;
import org.strowger.audio.RateConverter;
import org.strowger.audio.codec.AudioCodecs;
import org.strowger.audio.codec.AudioDecoder;
import org.strowger.audio.sound.PcmPrompt;
import org.strowger.rtp.EventReception;
import org.strowger.rtp.Packet;
import org.strowger.rtp.Rtp;
import org.strowger.sdp.Codec;

/** What a {@link MediaPhone} has heard. Written on the phone's loop, read anywhere. */
final class PhoneEar {

    private static final long GAP_NANOS = 60_000_000;
    private static final long SECOND = 1_000_000_000;

    private record Decoding(int rate, AudioDecoder decoder) {}

    private final Map<Integer, Decoding> decoders = new HashMap<>();
    private final byte[] payload = new byte[Frames.MAX_PAYLOAD];
    private final short[] decoded = new short[Frames.MAX_PACKET];
    private int rate = PcmPrompt.NARROW;
    private @Nullable RateConverter converter;
    private final long[] packetsByType = new long[128];
    private final StringBuilder pressed = new StringBuilder();
    private final EventReception events = new EventReception(pressed::append);
    private short[] samples = new short[1 << 14];
    private int length;
    private int ssrc;
    private int highest = -1;
    private long heardUntil;

    PhoneEar() {
        codecs(List.of(Codec.PCMU, Codec.PCMA));
    }

    synchronized void codecs(List<Codec> codecs) {
        events.codecs(codecs);
        for (Codec codec : codecs)
            AudioCodecs.of(codec)
                    .ifPresent(known ->
                            decoders.put(codec.payloadType(), new Decoding(known.sampleRate(), known.decoder(codec))));
    }

    synchronized void rate(int hertz) {
        rate = hertz;
        length = 0;
    }

    synchronized int rate() {
        return rate;
    }

    synchronized void hear(Packet packet, long now) {
        packetsByType[Rtp.payloadType(packet)]++;
        if (events.takes(Rtp.payloadType(packet))) events.receive(packet, now);
        Decoding decoding = decoders.get(Rtp.payloadType(packet));
        if (decoding == null || !isNew(packet)) return;
        if (length > 0 && now - heardUntil > GAP_NANOS) silence((int) ((now - heardUntil) * rate / SECOND));
        int octets = Math.min(payload.length, packet.length - Rtp.headerLength(packet));
        packet.bytes.get(Rtp.headerLength(packet), payload, 0, octets);
        int count = decoding.decoder().decode(payload, 0, octets, decoded);
        heardUntil = Math.max(heardUntil, now) + count * SECOND / decoding.rate();
        keep(decoding.rate(), count);
    }

    private void keep(int from, int count) {
        room(count * 6);
        if (from == rate) {
            System.arraycopy(decoded, 0, samples, length, count);
            length += count;
            return;
        }
        short[] part = new short[Frames.MAX_SAMPLES];
        short[] out = new short[Frames.MAX_SAMPLES];
        converter = RateConverter.between(from, rate, converter);
        for (int at = 0; at < count; at += Frames.samples(from)) {
            int some = Math.min(count - at, Frames.samples(from));
            System.arraycopy(decoded, at, part, 0, some);
            int made = converter.convert(part, some, out);
            System.arraycopy(out, 0, samples, length, made);
            length += made;
        }
    }

    private boolean isNew(Packet packet) {
        int sequence = Rtp.sequence(packet);
        boolean sameSource = highest >= 0 && ssrc == Rtp.ssrc(packet);
        if (sameSource && (short) (sequence - highest) <= 0) return false;
        ssrc = Rtp.ssrc(packet);
        highest = sequence;
        return true;
    }

    private void silence(int count) {
        room(count);
        Arrays.fill(samples, length, length + count, (short) 0);
        length += count;
    }

    private void room(int count) {
        if (length + count > samples.length)
            samples = Arrays.copyOf(samples, Math.max(length + count, 2 * samples.length));
    }

    synchronized short[] heard() {
        return Arrays.copyOf(samples, length);
    }

    synchronized void forget() {
        length = 0;
    }

    synchronized long packets() {
        return Arrays.stream(packetsByType).sum();
    }

    synchronized long packets(int payloadType) {
        return packetsByType[payloadType];
    }

    synchronized String pressed() {
        return pressed.toString();
    }
}
