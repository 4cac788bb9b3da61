package org.strowger.testkit;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.strowger.audio.Frames;
import org.strowger.audio.codec.AudioCodec;
import org.strowger.audio.codec.AudioCodecs;
import org.strowger.audio.codec.AudioDecoder;
import org.strowger.audio.codec.AudioEncoder;
import org.strowger.media.memory.InMemoryMedia;
import org.strowger.media.memory.MemoryNetwork;
import org.strowger.rtp.MediaSecurity;
import org.strowger.rtp.Packet;
import org.strowger.rtp.Rtp;
import org.strowger.rtp.loop.MediaLoop;
import org.strowger.rtp.srtp.SrtpReceiver;
import org.strowger.rtp.srtp.SrtpSender;
import org.strowger.sdp.Codec;
import org.strowger.statemachine.Loop;

/**
 * An address on the network in memory at which RTP is looked at packet by packet, and from which a tone may be sent in
 * packets of any length.
 */
final class RtpPhone {

    /**
     * A packet as it arrived, decrypted.
     *
     * @param at the time, ns
     */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    record Arrival(
            long at, InetSocketAddress from, int payloadType, int sequence, int timestamp, int ssrc, byte[] payload) {}

    private final MemoryNetwork network;
    private final Loop loop;
    private final InetSocketAddress address;
    private final Optional<SrtpReceiver> receiver;
    private final Optional<SrtpSender> sender;
    private final List<Arrival> arrivals = new ArrayList<>();
    private int sequence = 1000;
    private int timestamp = 5000;
    private int ssrc = 4711;
    private int unreadable;

    /** @param keys the phone's are ours, in the words of the switch: {@code theirs} is what the phone sends with */
    RtpPhone(InMemoryMedia media, Loop loop, InetSocketAddress address, Optional<MediaSecurity> keys) {
        this.network = media.network();
        this.loop = loop;
        this.address = address;
        this.receiver = keys.map(of -> new SrtpReceiver(of.ours()));
        this.sender = keys.map(of -> new SrtpSender(of.theirs()));
        try {
            network.bind(address, (datagram, from) -> loop.execute(() -> took(datagram, from)));
        } catch (MediaLoop.PortTakenException e) {
            throw new IllegalStateException(e);
        }
    }

    private void took(byte[] datagram, InetSocketAddress from) {
        Packet packet = packet(datagram);
        if (!Rtp.isRtp(packet)) return;
        if (!receiver.map(srtp -> srtp.unprotectRtp(packet)).orElse(true)) {
            unreadable++;
            return;
        }
        byte[] payload = new byte[Rtp.payloadLength(packet)];
        packet.bytes.get(Rtp.headerLength(packet), payload);
        arrivals.add(new Arrival(
                loop.nanos(),
                from,
                Rtp.payloadType(packet),
                Rtp.sequence(packet),
                Rtp.timestamp(packet),
                Rtp.ssrc(packet),
                payload));
    }

    private static Packet packet(byte[] datagram) {
        Packet packet = new Packet(ByteBuffer.allocate(Packet.CAPACITY));
        packet.bytes.put(0, datagram);
        packet.length = datagram.length;
        return packet;
    }

    /** What has arrived so far. */
    List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }

    /** Packets that its key doesn't open. */
    int unreadable() {
        return unreadable;
    }

    /** Forgets what has arrived. */
    void forget() {
        arrivals.clear();
    }

    /** Sends octets as they are. */
    void sends(byte[] octets, InetSocketAddress to) {
        network.send(octets, address, to);
    }

    /** Sends so many packets of a telephone-event or of sound, protected if there is a key. */
    void sends(int payloadType, int stamp, byte[] payload, InetSocketAddress to) {
        Packet packet = new Packet(ByteBuffer.allocate(Packet.CAPACITY));
        Rtp.write(packet.bytes, false, payloadType, sequence++ & 0xFFFF, stamp, ssrc);
        packet.bytes.put(Rtp.HEADER, payload);
        packet.length = Rtp.HEADER + payload.length;
        sender.ifPresent(srtp -> srtp.protectRtp(packet));
        byte[] datagram = new byte[packet.length];
        packet.bytes.get(0, datagram);
        sends(datagram, to);
    }

    /** Another source from now on. */
    void becomes(int source) {
        ssrc = source;
    }

    /** Sends a tone in packets of this length, from now on for so long. */
    void tone(Codec codec, double hertz, int millis, Duration length, InetSocketAddress to) {
        AudioCodec known = AudioCodecs.of(codec).orElseThrow();
        new Talk(codec, known, known.encoder(codec), hertz, millis, to, loop.nanos() + length.toNanos()).next(0);
    }

    private final class Talk {
        private final Codec codec;
        private final AudioEncoder encoder;
        private final int rate;
        private final double hertz;
        private final int millis;
        private final InetSocketAddress to;
        private final long until;

        Talk(
                Codec codec,
                AudioCodec known,
                AudioEncoder encoder,
                double hertz,
                int millis,
                InetSocketAddress to,
                long until) {
            this.codec = codec;
            this.encoder = encoder;
            this.rate = known.sampleRate();
            this.hertz = hertz;
            this.millis = millis;
            this.to = to;
            this.until = until;
        }

        void next(int from) {
            if (loop.nanos() >= until) return;
            short[] pcm = new short[rate * millis / 1000];
            for (int i = 0; i < pcm.length; i++)
                pcm[i] = (short) (6000 * Math.sin(2 * Math.PI * hertz * (from + i) / rate));
            byte[] payload = new byte[4096];
            int octets = encoder.encode(pcm, pcm.length, payload);
            sends(codec.payloadType(), timestamp, Arrays.copyOf(payload, octets), to);
            timestamp += codec.clockRate() * millis / 1000;
            loop.schedule(Duration.ofMillis(millis), () -> next(from + pcm.length));
        }
    }

    /** All that has arrived, decoded. */
    static short[] decoded(List<Arrival> packets, Codec codec) {
        AudioCodec known = AudioCodecs.of(codec).orElseThrow();
        AudioDecoder decoder = known.decoder(codec);
        short[] all = new short[packets.size() * Frames.MAX_PACKET];
        short[] pcm = new short[Frames.MAX_PACKET];
        int length = 0;
        for (Arrival packet : packets) {
            int samples = decoder.decode(packet.payload(), 0, packet.payload().length, pcm);
            System.arraycopy(pcm, 0, all, length, samples);
            length += samples;
        }
        return Arrays.copyOf(all, length);
    }

    /** Of the sound that {@link #decoded} gives, Hz. */
    static int rate(Codec codec) {
        return AudioCodecs.of(codec).orElseThrow().sampleRate();
    }
}
