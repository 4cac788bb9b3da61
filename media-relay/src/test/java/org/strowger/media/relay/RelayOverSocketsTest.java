package org.strowger.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.strowger.audio.AudioSource;
import org.strowger.media.MediaBackend;
import org.strowger.media.MediaEngine;
import org.strowger.media.MediaListener;
import org.strowger.media.MediaSession;
import org.strowger.media.MediaSettings;
import org.strowger.media.MediaStream;
import org.strowger.media.Playback;
import org.strowger.media.RemoteMedia;
import org.strowger.media.Tap;
import org.strowger.rtp.TestPackets;
import org.strowger.sdp.Codec;
import org.strowger.sdp.Direction;
import org.strowger.webrtc.DtlsIdentity;
import org.strowger.webrtc.IceCredentials;
import org.strowger.webrtc.VirtualBrowser;

/** Real sockets on loopback: what no virtual network can show. */
class RelayOverSocketsTest {

    private static final MediaListener NOBODY = new MediaListener() {
        @Override
        public void played(MediaStream stream, Playback playback, Playback.End end) {}

        @Override
        public void timedOut(MediaStream stream, Duration silence) {}
    };

    private static final AudioSource SILENCE = new AudioSource() {
        @Override
        public int rate() {
            return 8000;
        }

        @Override
        public int read(short[] pcm) {
            Arrays.fill(pcm, 0, 160, (short) 0);
            return 160;
        }
    };

    private static MediaEngine engine(MediaBackend backend) throws Exception {
        return MediaEngines.start(MediaSettings.defaults()
                .withPorts(27_000, 27_199)
                .withLoops(1)
                .withQuarantine(Duration.ZERO)
                .withBackend(backend));
    }

    private static RemoteMedia at(DatagramSocket rtp, DatagramSocket rtcp) {
        return new RemoteMedia(
                (InetSocketAddress) rtp.getLocalSocketAddress(),
                (InetSocketAddress) rtcp.getLocalSocketAddress(),
                Direction.SENDRECV,
                List.of(Codec.PCMU));
    }

    private static DatagramSocket socket(String address) throws Exception {
        DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(address), 0));
        socket.setSoTimeout(2000);
        return socket;
    }

    /** Waits until the loop has done what was asked of it. */
    private static void settle(MediaStream stream) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        ((RelayStream) stream).loop().submit(done::countDown);
        assertThat(done.await(5, TimeUnit.SECONDS)).isTrue();
    }

    private static void send(DatagramSocket from, byte[] bytes, InetSocketAddress to) throws Exception {
        from.send(new DatagramPacket(bytes, bytes.length, to));
    }

    private static byte[] receive(DatagramSocket socket) throws Exception {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        socket.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    @ParameterizedTest
    @EnumSource(
            value = MediaBackend.class,
            names = {"EPOLL", "NIO"})
    void rtp_and_rtcp_of_two_bridged_streams_arrive_as_they_were_sent(MediaBackend backend) throws Exception {
        for (String host : List.of("127.0.0.1", "::1")) relay(backend, host);
    }

    private static void relay(MediaBackend backend, String host) throws Exception {
        InetAddress local = InetAddress.ofLiteral(host);
        try (MediaEngine engine = engine(backend);
                DatagramSocket a = socket(host);
                DatagramSocket ac = socket(host);
                DatagramSocket b = socket(host);
                DatagramSocket bc = socket(host)) {
            MediaSession session = engine.open("call", NOBODY);
            MediaStream one = session.stream(local);
            MediaStream other = session.stream(local);
            assertThat(one.local().getPort() % 2).isZero();
            one.remote(at(a, ac));
            other.remote(at(b, bc));
            session.bridge(one, other);
            settle(one);
            for (int i = 0; i < 50; i++) {
                byte[] there = TestPackets.rtp(0, i, 160 * i, 7, 160);
                send(a, there, one.local());
                assertThat(receive(b)).isEqualTo(there);
                byte[] back = TestPackets.rtp(0, i, 160 * i, 8, 160);
                send(b, back, other.local());
                assertThat(receive(a)).isEqualTo(back);
            }
            byte[] report = TestPackets.rtcp(7);
            send(ac, report, new InetSocketAddress(local, one.local().getPort() + 1));
            assertThat(receive(bc)).isEqualTo(report);
            assertThat(one.statistics().packetsReceived()).isEqualTo(50);
            assertThat(other.statistics().packetsSent()).isEqualTo(50);
            assertThat(other.statistics().octetsSent()).isEqualTo(50 * 160);
            assertThat(engine.figures().packetsReceived()).isEqualTo(101);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = MediaBackend.class,
            names = {"EPOLL", "NIO"})
    void after_another_description_a_connected_port_hears_the_new_address(MediaBackend backend) throws Exception {
        InetAddress local = InetAddress.ofLiteral("127.0.0.1");
        try (MediaEngine engine = engine(backend);
                DatagramSocket a = socket("127.0.0.1");
                DatagramSocket ac = socket("127.0.0.1");
                DatagramSocket moved = socket("127.0.0.1")) {
            MediaStream stream = engine.open("call", NOBODY).stream(local);
            stream.remote(at(a, ac));
            stream.echo();
            settle(stream);
            send(a, TestPackets.rtp(0, 1, 160, 7, 160), stream.local());
            receive(a);
            send(moved, TestPackets.rtp(0, 2, 320, 7, 160), stream.local());
            moved.setSoTimeout(200);
            assertThatThrownBy(() -> receive(moved)).isInstanceOf(SocketTimeoutException.class);
            stream.remote(at(moved, ac));
            settle(stream);
            moved.setSoTimeout(2000);
            send(moved, TestPackets.rtp(0, 3, 480, 7, 160), stream.local());
            assertThat(receive(moved)).hasSize(172);
        }
    }

    /** Its checks may come from anywhere: an address is what they are there to find. */
    @ParameterizedTest
    @EnumSource(
            value = MediaBackend.class,
            names = {"EPOLL", "NIO"})
    void a_port_that_was_connected_to_a_phone_hears_the_browser_that_takes_its_place(MediaBackend backend)
            throws Exception {
        InetAddress local = InetAddress.ofLiteral("127.0.0.1");
        try (MediaEngine engine = engine(backend);
                DatagramSocket a = socket("127.0.0.1");
                DatagramSocket ac = socket("127.0.0.1");
                DatagramSocket browsers = socket("127.0.0.1")) {
            MediaStream stream = engine.open("call", NOBODY).stream(local);
            stream.remote(at(a, ac));
            stream.echo();
            settle(stream);
            send(a, TestPackets.rtp(0, 1, 160, 7, 160), stream.local());
            receive(a);
            VirtualBrowser browser = new VirtualBrowser();
            IceCredentials ours = IceCredentials.random();
            DtlsIdentity identity = DtlsIdentity.create();
            stream.remote(at(a, ac).browser(browser.terms(ours, identity)));
            settle(stream);
            browser.meets(ours, identity.fingerprint());
            send(browsers, browser.sends().orElseThrow(), stream.local());
            assertThat(browser.takes(receive(browsers))).isTrue();
            assertThat(browser.answers()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = MediaBackend.class,
            names = {"EPOLL", "NIO"})
    void packets_go_on_at_once_before_and_after_a_conversation(MediaBackend backend) throws Exception {
        InetAddress local = InetAddress.ofLiteral("127.0.0.1");
        try (MediaEngine engine = engine(backend);
                DatagramSocket a = socket("127.0.0.1");
                DatagramSocket ac = socket("127.0.0.1");
                DatagramSocket b = socket("127.0.0.1");
                DatagramSocket bc = socket("127.0.0.1")) {
            MediaSession session = engine.open("call", NOBODY);
            MediaStream one = session.stream(local);
            MediaStream other = session.stream(local);
            one.remote(at(a, ac));
            other.remote(at(b, bc));
            for (int round = 0; round < 3; round++) {
                session.bridge(one, other);
                settle(one);
                byte[] there = TestPackets.rtp(0, 10 * round, 1600 * round, 7, 160);
                send(a, there, one.local());
                while (!Arrays.equals(receive(b), there))
                    assertThat(b.isBound()).isTrue();
                Tap conversation = one.converse(SILENCE);
                settle(one);
                send(a, TestPackets.rtp(0, 10 * round + 1, 1600 * round + 160, 7, 160), one.local());
                assertThat(receive(a)).hasSize(172);
                while (one.statistics().packetsReceived() < 2 * round + 2) receive(a);
                conversation.close();
            }
        }
    }
}
