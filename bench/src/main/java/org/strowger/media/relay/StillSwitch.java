package org.strowger.media.relay;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.strowger.audio.Frames;
import org.strowger.audio.codec.AudioCodec;
import org.strowger.audio.codec.AudioCodecs;
import org.strowger.audio.codec.AudioEncoder;
import org.strowger.audio.sound.SoundLibrary;
import org.strowger.media.MediaListener;
import org.strowger.media.MediaRoom;
import org.strowger.media.MediaSession;
import org.strowger.media.MediaSettings;
import org.strowger.media.MediaStream;
import org.strowger.media.Playback;
import org.strowger.media.RemoteMedia;
import org.strowger.media.RoomMember;
import org.strowger.media.RoomSettings;
import org.strowger.rtp.Endpoint;
import org.strowger.rtp.MediaSecurity;
import org.strowger.rtp.Packet;
import org.strowger.rtp.PacketRates;
import org.strowger.rtp.PortsExhaustedException;
import org.strowger.rtp.Rtp;
import org.strowger.rtp.SrtpKeys;
import org.strowger.rtp.SrtpProfile;
import org.strowger.rtp.StreamSeed;
import org.strowger.rtp.loop.PortPool;
import org.strowger.rtp.srtp.SrtpSender;
import org.strowger.sdp.Codec;
import org.strowger.sdp.Direction;

/** The engine on one {@link StillLoop}, and peers who talk to it. */
final class StillSwitch {

    private static final InetAddress HERE = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress THERE = InetAddress.ofLiteral("192.0.2.2");
    private static final MediaListener NOBODY = new MediaListener() {
        @Override
        public void played(MediaStream stream, Playback playback, Playback.End end) {}

        @Override
        public void timedOut(MediaStream stream, Duration silence) {}
    };

    private final StillLoop loop = new StillLoop();
    private final RelayEngine engine;
    private final MediaSession session;
    private int peers;

    StillSwitch() {
        SplittableRandom random = new SplittableRandom(1);
        engine = new RelayEngine(
                "still",
                List.of(loop),
                new PortPool(MediaSettings.defaults().ports(), loop::nanos, random),
                RelayEngine.AddressBook.asTold(),
                new StreamSeed(Duration.ZERO, PacketRates.UNBOUNDED, random::nextInt),
                new RelayEngine.Files(FileWorkers.threads(), new SoundLibrary(Runnable::run, Clock.systemUTC())));
        session = engine.open("call", NOBODY);
    }

    StillLoop loop() {
        return loop;
    }

    /** Somebody whose stream is in the clear. */
    Peer peer(Codec codec) {
        return peer(codec, Optional.empty());
    }

    /** Somebody who sends under one key and is sent to under another. */
    Peer peer(Codec codec, Optional<SrtpProfile> profile) {
        try {
            MediaStream stream = session.stream(HERE);
            int port = 20_000 + 2 * peers++;
            Optional<MediaSecurity> keys =
                    profile.map(one -> new MediaSecurity(SrtpKeys.random(one), SrtpKeys.random(one)));
            RemoteMedia clear = new RemoteMedia(
                    new InetSocketAddress(THERE, port),
                    new InetSocketAddress(THERE, port + 1),
                    Direction.SENDRECV,
                    List.of(codec));
            stream.remote(keys.map(clear::secured).orElse(clear));
            return new Peer(stream, codec, Endpoint.of(new InetSocketAddress(THERE, port)), keys);
        } catch (PortsExhaustedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Connects two. */
    void bridge(Peer one, Peer other) {
        session.bridge(one.stream, other.stream);
    }

    /** A room in which all talk. */
    void conference(List<Peer> all) {
        MediaRoom room = engine.room(RoomSettings.USUAL, new MediaRoom.Listener() {});
        for (Peer peer : all) room.join(peer.stream, RoomMember.Part.FULL);
    }

    /** Somebody who says a second of sound over and over, in packets of 20 ms. */
    final class Peer {

        private static final int SECOND = 50;

        private final MediaStream stream;
        private final Codec codec;
        private final Endpoint address;
        private final StillLoop.StillPort port;
        private final byte[][] said = new byte[SECOND][];
        private final byte[] octets = new byte[2000];
        private final Packet packet = new Packet(ByteBuffer.allocateDirect(Packet.CAPACITY));
        private final Optional<SrtpSender> sender;
        private int sequence;
        private int timestamp;

        Peer(MediaStream stream, Codec codec, Endpoint address, Optional<MediaSecurity> keys) {
            this.stream = stream;
            this.codec = codec;
            this.address = address;
            this.port = loop.port(stream.local().getPort());
            this.sender = keys.map(pair -> new SrtpSender(pair.theirs()));
            encode();
        }

        private void encode() {
            AudioCodec known = AudioCodecs.of(codec).orElseThrow();
            AudioEncoder encoder = known.encoder(codec);
            int samples = Frames.samples(known.sampleRate());
            short[] frame = new short[samples];
            byte[] payload = new byte[Frames.MAX_PAYLOAD];
            double pitch = 180 + 7 * peers;
            for (int i = 0; i < SECOND; i++) {
                for (int j = 0; j < samples; j++) {
                    double at = (double) (i * samples + j) / known.sampleRate();
                    double swell = 0.6 + 0.4 * Math.sin(2 * Math.PI * 3 * at);
                    frame[j] = (short) (swell
                            * (4000 * Math.sin(2 * Math.PI * pitch * at)
                                    + 2500 * Math.sin(2 * Math.PI * 3 * pitch * at)));
                }
                int length = encoder.encode(frame, samples, payload);
                said[i] = Arrays.copyOf(payload, length);
            }
        }

        /** Makes its next packet; {@link #send} brings it. Costs what a peer's encryption costs. */
        int prepare() {
            byte[] payload = said[sequence % SECOND];
            Rtp.write(
                    packet.bytes,
                    false,
                    codec.payloadType(),
                    sequence,
                    timestamp,
                    (int) address.low() + address.port());
            packet.bytes.put(Rtp.HEADER, payload);
            packet.length = Rtp.HEADER + payload.length;
            sequence = (sequence + 1) & 0xFFFF;
            timestamp += Frames.samples(codec.clockRate());
            sender.ifPresent(own -> own.protectRtp(packet));
            packet.bytes.get(0, octets, 0, packet.length);
            return packet.length;
        }

        /** Says its next 20 ms. */
        void send() {
            int length = prepare();
            port.bring(octets, length, address);
        }
    }
}
