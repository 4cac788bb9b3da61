package org.strowger.media.memory;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.strowger.audio.DtmfTone;
import org.strowger.audio.Frames;
import org.strowger.audio.Resampler;
import org.strowger.audio.Tone;
import org.strowger.audio.codec.AudioCodec;
import org.strowger.audio.codec.AudioCodecs;
import org.strowger.audio.codec.AudioEncoder;
import org.strowger.audio.sound.PcmPrompt;
import org.strowger.rtp.MediaSecurity;
import org.strowger.rtp.Packet;
import org.strowger.rtp.PacketSecurity;
import org.strowger.rtp.Rtp;
import org.strowger.rtp.loop.MediaLoop.PortTakenException;
import org.strowger.rtp.srtp.Srtp;
import org.strowger.sdp.Codec;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.Timeout;

/**
 * The media half of a phone, for tests: sends audio each 20 ms of virtual time and records what it hears. It speaks
 * every codec of the switch. Safe on any thread; what is asked for happens when virtual time settles.
 */
public final class MediaPhone implements AutoCloseable {

    /** The longest tag of SRTP. */
    private static final int TAG = 16;

    private static final Duration PACKET = Duration.ofMillis(20);

    private final Loop loop;
    private final MemoryNetwork network;
    private final InetSocketAddress address;
    private final InetSocketAddress rtcp;
    private final PhoneEar ear = new PhoneEar();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong reports = new AtomicLong();
    private final Packet packet = new Packet(ByteBuffer.allocate(Rtp.HEADER + Frames.MAX_PAYLOAD));
    private final int ssrc;
    private final PhoneKeypad keypad;

    private PacketSecurity security = PacketSecurity.NONE;
    private @Nullable InetSocketAddress peer;
    private @Nullable Speech speech;
    private Timeout next = Timeout.NONE;
    private int sequence;
    private int timestamp;

    private Duration pace = PACKET;

    /** What it says: audio at the codec's rate, from which position on, and whether it begins anew at the end. */
    private static final class Speech {
        final Codec codec;
        final int rate;
        final AudioEncoder encoder;
        final short[] audio;
        final boolean endless;
        final short[] frame = new short[Frames.MAX_SAMPLES];
        final byte[] payload = new byte[Frames.MAX_PAYLOAD];
        int position;
        boolean begun;

        Speech(Codec codec, AudioCodec known, short[] audio, boolean endless) {
            this.codec = codec;
            this.rate = known.sampleRate();
            this.encoder = known.encoder(codec);
            this.audio = audio;
            this.endless = endless;
        }

        boolean isOver() {
            return audio.length == 0 || (position >= audio.length && !endless);
        }

        /** Encodes the next 20 ms; the octets that they take. */
        int next() {
            int samples = Frames.samples(rate);
            for (int i = 0; i < samples; i++) frame[i] = sample();
            return encoder.encode(frame, samples, payload);
        }

        private short sample() {
            if (endless && position >= audio.length) position = 0;
            return position < audio.length ? audio[position++] : 0;
        }

        /** Units of the RTP clock in 20 ms. */
        int units() {
            return Frames.samples(codec.clockRate());
        }
    }

    MediaPhone(Loop loop, MemoryNetwork network, InetSocketAddress address, int ssrc) {
        this.loop = loop;
        this.network = network;
        this.address = address;
        this.ssrc = ssrc;
        this.keypad = new PhoneKeypad(loop, ssrc + 1, datagram -> transmit(datagram, this.address, peer));
        rtcp = new InetSocketAddress(address.getAddress(), address.getPort() + 1);
        try {
            network.bind(address, (datagram, from) -> loop.execute(() -> hear(datagram)));
            network.bind(rtcp, (datagram, from) -> loop.execute(() -> reports.incrementAndGet()));
        } catch (PortTakenException e) {
            throw new IllegalStateException("another phone or the switch has " + address, e);
        }
    }

    private static AudioCodec known(Codec codec) {
        return AudioCodecs.of(codec)
                .orElseThrow(() -> new IllegalArgumentException("this phone speaks no " + codec.name()));
    }

    /** Where it takes RTP. */
    public InetSocketAddress address() {
        return address;
    }

    /** Where it is to send from now on. */
    public void sendTo(InetSocketAddress other) {
        loop.execute(() -> peer = other);
    }

    /** What it understands beside PCMU as 0 and PCMA as 8: others of their payload types. */
    public void codecs(List<Codec> codecs) {
        loop.execute(() -> ear.codecs(codecs));
    }

    /** Encrypts its RTP and expects it encrypted from now on: seen from the switch, the keys change places. */
    public void secured(MediaSecurity switchSide) {
        loop.execute(() -> security = Srtp.of(switchSide.fromTheOtherSide()));
    }

    /**
     * Sends a sine until something else is asked for.
     *
     * @param hertz whole, below half the codec's rate, so that a second of it can be repeated without a click
     */
    public void tone(Codec codec, int hertz) {
        AudioCodec known = known(codec);
        say(new Speech(codec, known, Tone.sine(hertz, known.sampleRate(), Duration.ofSeconds(1)), true));
    }

    /** Sends this audio, 8 kHz, once. */
    public void say(Codec codec, short[] pcm) {
        AudioCodec known = known(codec);
        say(new Speech(codec, known, Resampler.resample(pcm, PcmPrompt.NARROW, known.sampleRate()), false));
    }

    /** Presses digits by telephone-event under this payload type: each for 100 ms, 60 ms apart. */
    public void press(String digits, int payloadType) {
        loop.execute(() -> keypad.press(digits, payloadType));
    }

    /** Presses digits by their tones: each for 100 ms, 60 ms apart, at -10 dBm0. */
    public void pressTones(Codec codec, String digits) {
        short[] pcm = new short[digits.length() * 8 * 160];
        for (int i = 0; i < digits.length(); i++) {
            short[] tone = DtmfTone.of(digits.charAt(i), 8000, Duration.ofMillis(100), -10);
            System.arraycopy(tone, 0, pcm, i * 8 * 160, tone.length);
        }
        say(codec, pcm);
    }

    /** The digits that were pressed to it by telephone-event, in order. */
    public String pressed() {
        return ear.pressed();
    }

    /** Sends nothing more. */
    public void silence() {
        loop.execute(this::stop);
    }

    /** Sends a datagram as it is, from its RTP port. */
    public void send(byte[] datagram) {
        byte[] copy = datagram.clone();
        loop.execute(() -> transmit(copy, address, peer));
    }

    /** Sends a datagram as it is, from its RTCP port to the port above that of the peer. */
    public void sendRtcp(byte[] datagram) {
        byte[] copy = datagram.clone();
        loop.execute(() -> {
            InetSocketAddress there = peer;
            if (there != null) transmit(copy, rtcp, new InetSocketAddress(there.getAddress(), there.getPort() + 1));
        });
    }

    /** The rate at which it keeps what it hears, 8 kHz unless another is set here; forgets what it has heard so far. */
    public void hearsAt(int hertz) {
        ear.rate(hertz);
    }

    /** How long it really takes to what it calls 20 ms: the clock of a phone is not that of the switch. */
    public void pace(Duration real) {
        loop.execute(() -> pace = real);
    }

    /**
     * All it has heard, 8 kHz, in order of arrival; duplicates and what came too late are left out, gaps of more than
     * 60 ms are silence.
     */
    public short[] heard() {
        return ear.heard();
    }

    /** The last part of what it has heard, shorter if it has not heard so much. */
    public short[] heard(Duration last) {
        short[] all = ear.heard();
        int wanted = (int) Math.min(all.length, last.toMillis() * (ear.rate() / 1000));
        short[] part = new short[wanted];
        System.arraycopy(all, all.length - wanted, part, 0, wanted);
        return part;
    }

    /** Forgets what it has heard so far, but not the counts. */
    public void forget() {
        ear.forget();
    }

    /** RTP packets that have arrived, duplicates and all. */
    public long packetsHeard() {
        return ear.packets();
    }

    /** RTP packets of this payload type that have arrived, whether or not it understands them. */
    public long packetsHeard(int payloadType) {
        return ear.packets(payloadType);
    }

    /** RTP packets sent. */
    public long packetsSent() {
        return sent.get();
    }

    /** RTCP packets that have arrived. */
    public long reportsHeard() {
        return reports.get();
    }

    private void say(Speech other) {
        loop.execute(() -> {
            stop();
            speech = other;
            speak();
        });
    }

    private void stop() {
        next.cancel();
        next = Timeout.NONE;
        speech = null;
    }

    private void speak() {
        Speech now = speech;
        if (now == null || now.isOver()) {
            stop();
            return;
        }
        Rtp.write(packet.bytes, !now.begun, now.codec.payloadType(), sequence++, timestamp, ssrc);
        now.begun = true;
        timestamp += now.units();
        int octets = now.next();
        byte[] datagram = new byte[Rtp.HEADER + octets];
        packet.bytes.get(0, datagram, 0, Rtp.HEADER);
        System.arraycopy(now.payload, 0, datagram, Rtp.HEADER, octets);
        transmit(sealed(datagram), address, peer);
        sent.incrementAndGet();
        next = loop.schedule(pace, this::speak);
    }

    private void transmit(byte[] datagram, InetSocketAddress from, @Nullable InetSocketAddress to) {
        if (to != null) network.send(datagram, from, to);
    }

    private byte[] sealed(byte[] datagram) {
        if (security == PacketSecurity.NONE) return datagram;
        byte[] octets = Arrays.copyOf(datagram, datagram.length + TAG);
        Packet leaving = new Packet(ByteBuffer.wrap(octets));
        leaving.length = datagram.length;
        if (!security.sealsRtp(leaving)) throw new IllegalStateException("a phone has one source");
        return Arrays.copyOf(octets, leaving.length);
    }

    private void hear(byte[] datagram) {
        Packet heard = new Packet(ByteBuffer.wrap(datagram));
        heard.length = datagram.length;
        if (Rtp.isRtp(heard) && security.opensRtp(heard)) ear.hear(heard, loop.nanos());
    }

    /** Gives its addresses back. */
    @Override
    public void close() {
        loop.execute(this::stop);
        network.unbind(address);
        network.unbind(rtcp);
    }
}
