package org.strowger.media;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.strowger.sdp.Codec;

/** What a {@link MediaPhone} has heard. Written on the phone's loop, read anywhere. */
final class PhoneEar {

    private static final long GAP_NANOS = 60_000_000;
    private static final long NANOS_PER_SAMPLE = 125_000;

    private final Map<Integer, G711> laws = new HashMap<>(Map.of(0, G711.ULAW, 8, G711.ALAW));
    private final long[] packetsByType = new long[128];
    private short[] samples = new short[1 << 14];
    private int length;
    private int ssrc;
    private int highest = -1;
    private long heardUntil;

    synchronized void codecs(List<Codec> codecs) {
        codecs.forEach(codec -> G711.of(codec).ifPresent(law -> laws.put(codec.payloadType(), law)));
    }

    synchronized void hear(Packet packet, long now) {
        packetsByType[Rtp.payloadType(packet)]++;
        G711 law = laws.get(Rtp.payloadType(packet));
        if (law == null || !isNew(packet)) return;
        if (length > 0 && now - heardUntil > GAP_NANOS) silence((int) ((now - heardUntil) / NANOS_PER_SAMPLE));
        int from = Rtp.headerLength(packet);
        room(packet.length - from);
        for (int i = from; i < packet.length; i++) samples[length++] = law.decode(packet.bytes.get(i));
        heardUntil = Math.max(heardUntil, now) + (packet.length - from) * NANOS_PER_SAMPLE;
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
}
