package org.strowger.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.strowger.audio.AudioSource;
import org.strowger.media.MediaStream;
import org.strowger.media.Tap;
import org.strowger.rtp.Packet;
import org.strowger.rtp.Rtcp;
import org.strowger.rtp.Rtp;
import org.strowger.rtp.loop.MediaLoop.PortTakenException;
import org.strowger.sdp.Codec;
import org.strowger.sdp.Direction;

/** A peer that loses packets, and says so by RTCP, is sent less. */
class AdaptedRateTest {

    private static final Codec OPUS = new Codec(111, "opus", 48_000, 2, "useinbandfec=1");
    private static final int OURS = 77;

    private final MediaWorld world = new MediaWorld();
    private final InetSocketAddress rtp = new InetSocketAddress(InetAddress.ofLiteral("198.51.100.99"), 9000);
    private final InetSocketAddress rtcp = new InetSocketAddress(rtp.getAddress(), 9001);
    private Optional<Integer> source = Optional.empty();
    private long octets;

    private void note(ByteBuffer packet) {
        source = Optional.of(packet.getInt(8));
        octets += packet.remaining() - Rtp.HEADER;
    }

    private long octetsOfASecond() {
        octets = 0;
        world.passes(1_000);
        return octets;
    }

    /** A receiver report about what we are sent (RFC 3550 §6.4.2). */
    private void reports(MediaStream stream, int lost256) {
        Packet report = new Packet(ByteBuffer.allocate(100));
        int at = Rtcp.receiver(report, OURS);
        report.length = Rtcp.block(report, at, source.orElseThrow(), lost256, 5, 100, 0, 0, 0);
        byte[] bytes = new byte[report.length];
        report.bytes.get(0, bytes);
        InetSocketAddress to = new InetSocketAddress(
                stream.local().getAddress(), stream.local().getPort() + 1);
        world.media.network().send(bytes, rtcp, to);
        world.passes(100);
    }

    @Test
    void less_is_sent_while_it_reports_loss_and_as_before_when_it_does_no_longer() throws PortTakenException {
        world.media.network().bind(rtp, (datagram, _) -> note(ByteBuffer.wrap(datagram)));
        MediaStream stream = world.stream();
        stream.remote(MediaWorld.at(rtp, Direction.SENDRECV, OPUS));
        Tap conversation = stream.converse(new Chord());
        world.passes(500);
        long usual = octetsOfASecond();
        reports(stream, 26);
        world.passes(500);
        assertThat(octetsOfASecond()).isLessThan(usual * 2 / 3);
        reports(stream, 0);
        reports(stream, 0);
        world.passes(500);
        assertThat(octetsOfASecond()).isGreaterThan(usual * 9 / 10);
        conversation.close();
        stream.close();
        world.passes(100);
    }

    private static final class Chord implements AudioSource {
        private int at;

        @Override
        public int rate() {
            return 48_000;
        }

        @Override
        public int read(short[] pcm) {
            for (int i = 0; i < 960; i++, at++)
                pcm[i] = (short) (4000 * Math.sin(at * 0.06) + 3000 * Math.sin(at * 0.11) + 2000 * Math.sin(at * 0.4));
            return 960;
        }
    }
}
