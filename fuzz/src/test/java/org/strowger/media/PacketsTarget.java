package org.strowger.media;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.strowger.media.memory.InMemoryMedia;
import org.strowger.rtp.MediaSecurity;
import org.strowger.rtp.Packet;
import org.strowger.rtp.PortsExhaustedException;
import org.strowger.rtp.Rtp;
import org.strowger.rtp.SrtpKeys;
import org.strowger.rtp.SrtpProfile;
import org.strowger.rtp.srtp.SrtpSender;
import org.strowger.sdp.Codec;
import org.strowger.sdp.Direction;
import org.strowger.statemachine.VirtualTime;

/**
 * Whatever arrives at a leg in a bridge: RTP, RTCP, telephone-events, in the clear or under SRTP, from its peer and
 * from strangers. Nothing may be thrown on the way, and a stranger changes nothing.
 *
 * <p>The first octet says how the legs are made; then come packets: an octet that says whence and whither, one for its
 * length, and the packet.
 */
final class PacketsTarget {

    private static final Codec EVENTS = new Codec(101, "telephone-event", 8000, 1, "0-16");
    private static final int SECURED = 1;
    private static final int TRANSCODED = 2;
    private static final int WIDE = 4;
    private static final int STRANGER = 1;
    private static final int RTCP = 2;
    private static final int FORGED = 4;
    private static final Duration TICK = Duration.ofMillis(20);
    private static final int MOST_PACKETS = 64;

    private final VirtualTime time = new VirtualTime();
    private final InMemoryMedia media =
            new InMemoryMedia(time, MediaSettings.defaults().withTimeout(Duration.ZERO), 1);
    private final InetSocketAddress peer = address("198.51.100.1", 4000);
    private final InetSocketAddress stranger = address("198.51.100.66", 4666);
    private final Packet built = new Packet(ByteBuffer.allocate(Packet.CAPACITY));

    static void judge(byte[] data) {
        if (data.length > 1) new PacketsTarget().run(ByteBuffer.wrap(data));
    }

    private void run(ByteBuffer data) {
        int how = data.get();
        SrtpProfile profile = SrtpProfile.values()[(how >> 3 & 0x1F) % SrtpProfile.values().length];
        var keys = new MediaSecurity(keys(profile, 1), keys(profile, 2));
        Codec spoken = (how & WIDE) == 0 ? Codec.PCMU : new Codec(9, "G722", 8000, 1, "");
        Codec other = (how & TRANSCODED) == 0 ? spoken : Codec.PCMA;
        try (media) {
            MediaSession session = media.open("fuzz", new Nobody());
            MediaStream one = session.stream(InetAddress.ofLiteral("192.0.2.1"));
            MediaStream two = session.stream(InetAddress.ofLiteral("192.0.2.1"));
            RemoteMedia plain = remote(peer, spoken);
            one.remote((how & SECURED) == 0 ? plain : plain.secured(keys));
            two.remote(remote(address("198.51.100.2", 4000), other));
            session.bridge(one, two);
            time.settle();
            Optional<SrtpSender> securing =
                    (how & SECURED) == 0 ? Optional.empty() : Optional.of(new SrtpSender(keys.theirs()));
            for (int i = 0; i < MOST_PACKETS && data.remaining() > 2; i++) packet(data, one.local(), securing);
            checkStrangers(one, securing);
            session.close();
            time.advance(TICK);
            // What a packet throws costs its loop no more than the packet: here it must not even be thrown.
            if (media.figures().faults() != 0) throw new AssertionError("a packet or a tick threw");
        } catch (PortsExhaustedException e) {
            throw new AssertionError(e);
        }
    }

    private void packet(ByteBuffer data, InetSocketAddress to, Optional<SrtpSender> sender) {
        int whence = data.get();
        byte[] octets = new byte[Math.min(data.get() & 0xFF, data.remaining())];
        data.get(octets);
        boolean control = (whence & RTCP) != 0;
        InetSocketAddress from = (whence & STRANGER) == 0 ? peer : stranger;
        byte[] sent = sender.isPresent() && (whence & FORGED) == 0 ? secured(octets, control, sender.get()) : octets;
        media.network().send(sent, beside(from, control), beside(to, control));
        time.advance(TICK);
    }

    /** As one who has the key sends it; as it is, where it is not even a header. */
    private byte[] secured(byte[] octets, boolean control, SrtpSender sender) {
        built.bytes.put(0, octets);
        built.length = octets.length;
        boolean isRtp = octets.length >= Rtp.HEADER && Rtp.headerLength(built) <= octets.length;
        if (control ? octets.length < 8 : !isRtp) return octets;
        if (control) sender.protectRtcp(built);
        else if (!sender.protectRtp(built)) return octets;
        byte[] result = new byte[built.length];
        built.bytes.get(0, result);
        return result;
    }

    /** Once the peer has sent from where it said, others are counted and no more. */
    private void checkStrangers(MediaStream stream, Optional<SrtpSender> sender) {
        byte[] fresh = {(byte) 0x80, 0, 0x40, 0, 0, 0, 0, 9, 1, 2, 3, 4, 5, 6, 7, 8};
        media.network().send(sender.map(with -> secured(fresh, false, with)).orElse(fresh), peer, stream.local());
        time.advance(TICK);
        long received = stream.statistics().packetsReceived();
        long strangers = stream.statistics().strangers();
        if (received == 0) {
            if (sender.isEmpty()) throw new AssertionError("the peer is not heard");
            return; // more sources than can be told apart
        }
        media.network().send(fresh, address("198.51.100.77", 4777), stream.local());
        time.advance(TICK);
        if (stream.statistics().packetsReceived() != received)
            throw new AssertionError("a stranger's packet was taken for the peer's");
        if (stream.statistics().strangers() < strangers) throw new AssertionError("strangers were forgotten");
    }

    private static InetSocketAddress beside(InetSocketAddress rtp, boolean control) {
        return control ? new InetSocketAddress(rtp.getAddress(), rtp.getPort() + 1) : rtp;
    }

    private static SrtpKeys keys(SrtpProfile profile, int fill) {
        byte[] all = SrtpKeys.random(profile).keyAndSalt();
        java.util.Arrays.fill(all, (byte) fill);
        return SrtpKeys.of(profile, all);
    }

    private static RemoteMedia remote(InetSocketAddress at, Codec codec) {
        return new RemoteMedia(at, beside(at, true), Direction.SENDRECV, List.of(codec, EVENTS));
    }

    private static InetSocketAddress address(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }

    private static final class Nobody implements MediaListener {
        @Override
        public void played(MediaStream stream, Playback playback, Playback.End end) {}

        @Override
        public void timedOut(MediaStream stream, Duration silence) {}
    }
}
