package org.strowger.media.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.strowger.audio.codec.AudioCodec;
import org.strowger.audio.codec.AudioCodecs;
import org.strowger.rtp.SrtpProfile;
import org.strowger.sdp.Codec;

/**
 * What our own code costs a packet, without the kernel's share: relayed, decrypted and encrypted on the way,
 * transcoded; and a member of a conference for a tick. With {@code -prof gc} it says what is allocated.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class MediaBenchmark {

    /** A bridge whose legs agree. */
    @State(Scope.Thread)
    public static class Relay {
        private final StillSwitch still = new StillSwitch();
        private final StillSwitch.Peer from = still.peer(Codec.PCMU);

        /** Connects. */
        @Setup
        public void connect() {
            still.bridge(from, still.peer(Codec.PCMU));
        }
    }

    /** A bridge one of whose legs is encrypted. */
    @State(Scope.Thread)
    public static class Secured {

        /** How. */
        @Param({"AES_CM_128_HMAC_SHA1_80", "AEAD_AES_128_GCM", "AEAD_AES_256_GCM"})
        public SrtpProfile suite = SrtpProfile.AES_CM_128_HMAC_SHA1_80;

        private final StillSwitch still = new StillSwitch();
        private StillSwitch.Peer clear = still.peer(Codec.PCMU);
        private StillSwitch.Peer secured = clear;

        /** Connects. */
        @Setup
        public void connect() {
            clear = still.peer(Codec.PCMU);
            secured = still.peer(Codec.PCMU, Optional.of(suite));
            still.bridge(clear, secured);
        }
    }

    /** A bridge whose legs speak different codecs. */
    @State(Scope.Thread)
    public static class Transcoded {

        /** What is said. */
        @Param({"PCMU", "PCMA", "G722", "opus", "L16/16000"})
        public String from = "";

        /** What is heard. */
        @Param({"PCMU", "PCMA", "G722", "opus", "L16/16000"})
        public String to = "";

        private final StillSwitch still = new StillSwitch();
        private StillSwitch.Peer peer = still.peer(Codec.PCMU);

        /** Connects. */
        @Setup
        public void connect() {
            peer = still.peer(codec(from));
            still.bridge(peer, still.peer(codec(to)));
        }

        private static Codec codec(String name) {
            return AudioCodecs.all().stream()
                    .map(AudioCodec::format)
                    .filter(format ->
                            name.equals(format.name()) || name.equals(format.name() + "/" + format.clockRate()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** A room of 50 who all talk. */
    @State(Scope.Thread)
    public static class Conference {
        private static final int MEMBERS = 50;
        private final StillSwitch still = new StillSwitch();
        private final List<StillSwitch.Peer> members = new ArrayList<>();

        /** Gathers them. */
        @Setup
        public void gather() {
            for (int i = 0; i < MEMBERS; i++) members.add(still.peer(Codec.PCMU));
            still.conference(members);
        }
    }

    /** A packet that goes on as it is. */
    @Benchmark
    public long relay(Relay relay) {
        relay.from.send();
        return relay.still.loop().sent();
    }

    /** A packet that is encrypted on its way. */
    @Benchmark
    public long rtpToSrtp(Secured bridge) {
        bridge.clear.send();
        return bridge.still.loop().sent();
    }

    /**
     * A packet that is encrypted by the peer, decrypted, and goes on; what the peer needs is measured by {@link
     * #peerEncrypts}.
     */
    @Benchmark
    public long srtpToRtp(Secured bridge) {
        bridge.secured.send();
        return bridge.still.loop().sent();
    }

    /** A packet that the peer encrypts. */
    @Benchmark
    public int peerEncrypts(Secured bridge) {
        return bridge.secured.prepare();
    }

    /** A packet that is decoded, and a tick in which one is encoded. */
    @Benchmark
    public long transcode(Transcoded bridge) {
        bridge.peer.send();
        bridge.still.loop().tick();
        return bridge.still.loop().sent();
    }

    /** A member's packet, and what it hears, for one tick of 20 ms: 50 of these are a member-second. */
    @Benchmark
    @OperationsPerInvocation(Conference.MEMBERS)
    public long memberTick(Conference room) {
        for (StillSwitch.Peer member : room.members) member.send();
        room.still.loop().tick();
        return room.still.loop().sent();
    }
}
