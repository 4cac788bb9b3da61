package org.strowger.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.media.relay.MediaWorld.at;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.strowger.media.MediaBackend;
import org.strowger.media.MediaEngine;
import org.strowger.media.MediaListener;
import org.strowger.media.MediaSettings;
import org.strowger.media.MediaStream;
import org.strowger.media.Medium;
import org.strowger.media.Playback;
import org.strowger.media.RemoteMedia;
import org.strowger.media.memory.MediaPhone;
import org.strowger.rtp.PacketRates;
import org.strowger.rtp.TestPackets;
import org.strowger.sdp.Codec;
import org.strowger.sdp.Direction;

/** Those who send more than anybody has to say. */
class FloodTest {

    private static final InetSocketAddress STRANGER =
            new InetSocketAddress(InetAddress.ofLiteral("203.0.113.66"), 6666);

    private final MediaWorld world = new MediaWorld();
    private final MediaStream stream = world.stream();
    private final MediaPhone phone = world.phone("198.51.100.2", stream);
    private int sequence;

    private long excess() {
        return world.media.figures().packetsExcess();
    }

    /** Evenly, so many each millisecond. */
    private void floods(InetSocketAddress from, int eachMilli, int millis) {
        for (int i = 0; i < millis; i++) {
            for (int j = 0; j < eachMilli; j++) sends(from, stream.local());
            world.passes(1);
        }
    }

    private void sends(InetSocketAddress from, InetSocketAddress to) {
        sequence++;
        world.media.network().send(TestPackets.rtp(0, sequence, 160 * sequence, 7, 160), from, to);
    }

    @Test
    void a_peer_is_heard_at_the_bound_and_no_more_above_it() {
        floods(phone.address(), 1, 5_000);
        assertThat(stream.statistics().packetsReceived()).isEqualTo(5_000);
        assertThat(excess()).isZero();
        floods(phone.address(), 20, 2_000);
        assertThat(stream.statistics().packetsReceived()).isBetween(7_500L, 8_100L);
        assertThat(excess()).isEqualTo(45_000 - stream.statistics().packetsReceived());
        assertThat(world.media.figures().packetsDropped()).isGreaterThanOrEqualTo(excess());
    }

    @Test
    void a_second_of_the_bound_may_come_at_once_after_a_pause() {
        for (int round = 1; round <= 3; round++) {
            for (int i = 0; i < 1_100; i++) sends(phone.address(), stream.local());
            world.passes(2_000);
            assertThat(stream.statistics().packetsReceived()).isEqualTo(1_000L * round);
            assertThat(excess()).isEqualTo(100L * round);
        }
    }

    @Test
    void after_a_flood_the_call_goes_on() {
        floods(phone.address(), 20, 3_000);
        stream.echo();
        long before = phone.packetsHeard();
        phone.tone(Codec.PCMU, 440);
        world.passes(2_000);
        assertThat(phone.packetsHeard() - before).isGreaterThan(95);
    }

    @Test
    void what_strangers_send_takes_nothing_of_the_peers() {
        stream.echo();
        phone.tone(Codec.PCMU, 440);
        world.passes(1_000);
        long before = phone.packetsHeard();
        floods(STRANGER, 20, 2_000);
        assertThat(stream.statistics().strangers()).isEqualTo(40_000);
        assertThat(phone.packetsHeard() - before).isGreaterThan(98);
        assertThat(excess()).isZero();
    }

    @Test
    void pictures_come_in_more_packets_than_audio() {
        stream.remote(at(phone, Direction.SENDRECV, Codec.PCMU).carrying(Medium.OTHER));
        floods(phone.address(), 5, 3_000);
        assertThat(excess()).isZero();
        floods(phone.address(), 20, 2_000);
        assertThat(stream.statistics().packetsReceived()).isBetween(29_990L, 30_000L);
    }

    @Test
    void reports_are_counted_on_their_own_port() {
        InetSocketAddress there = new InetSocketAddress(
                stream.local().getAddress(), stream.local().getPort() + 1);
        InetSocketAddress from = new InetSocketAddress(
                phone.address().getAddress(), phone.address().getPort() + 1);
        for (int i = 0; i < 2_000; i++) world.media.network().send(TestPackets.rtcp(7), from, there);
        world.passes(1);
        assertThat(excess()).isEqualTo(1_000);
        sends(phone.address(), stream.local());
        world.passes(1);
        assertThat(stream.statistics().packetsReceived()).isOne();
    }

    @ParameterizedTest
    @EnumSource(
            value = MediaBackend.class,
            names = {"EPOLL", "NIO"})
    void on_a_socket_too_a_peer_has_its_rate_and_no_more(MediaBackend backend) throws Exception {
        InetAddress local = InetAddress.ofLiteral("127.0.0.1");
        MediaSettings settings = MediaSettings.defaults()
                .withPorts(27_900, 27_999)
                .withLoops(1)
                .withQuarantine(Duration.ZERO)
                .withRates(new PacketRates(50, 50))
                .withBackend(backend);
        try (MediaEngine engine = MediaEngines.start(settings);
                DatagramSocket peer = new DatagramSocket(new InetSocketAddress(local, 0))) {
            InetSocketAddress address = (InetSocketAddress) peer.getLocalSocketAddress();
            MediaStream flooded = engine.open("call", new Nobody()).stream(local);
            flooded.remote(new RemoteMedia(address, address, Direction.SENDRECV, List.of(Codec.PCMU)));
            long began = System.nanoTime();
            for (int i = 0; i < 1_000; i++) {
                byte[] packet = TestPackets.rtp(0, i, 160 * i, 7, 160);
                peer.send(new DatagramPacket(packet, packet.length, flooded.local()));
                // The socket's buffer holds some hundreds.
                while (engine.figures().packetsReceived() < i - 100) Thread.onSpinWait();
            }
            while (engine.figures().packetsReceived() < 1_000) Thread.onSpinWait();
            long mayHaveComeBack = 50 * (System.nanoTime() - began) / 1_000_000_000 + 1;
            long taken = flooded.statistics().packetsReceived();
            assertThat(taken).isBetween(50L, 50 + mayHaveComeBack);
            assertThat(engine.figures().packetsExcess()).isEqualTo(1_000 - taken);
        }
    }

    private static final class Nobody implements MediaListener {
        @Override
        public void played(MediaStream stream, Playback playback, Playback.End end) {}

        @Override
        public void timedOut(MediaStream stream, Duration silence) {}
    }
}
