package org.strowger.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.strowger.sip.Hop;
import org.strowger.sip.Transport;

/** TCP connections that we open, because peers say that they are there: how many, and what waits in them. */
@Timeout(60)
class OpenedConnectionsTest {

    private static final InetAddress LOCAL = InetAddress.ofLiteral("127.0.0.1");
    private static final byte[] FRAME = """
        OPTIONS sip:a@b SIP/2.0
        Via: SIP/2.0/TCP 127.0.0.1;branch=z9hG4bKa
        From: <sip:a@b>;tag=a
        To: <sip:a@b>
        Call-ID: c1
        CSeq: 1 OPTIONS
        Max-Forwards: 70
        Content-Length: 0

        """.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);

    private final SipLoops loops = SipLoops.start(1);
    private final List<ServerSocket> peers = new ArrayList<>();
    private final AtomicInteger failed = new AtomicInteger();

    @AfterEach
    void close() throws IOException {
        loops.close();
        for (ServerSocket peer : peers) peer.close();
    }

    private SipTransports open(int opened, Duration idle, int unsentBytes) {
        Duration hour = Duration.ofHours(1);
        TransportLimits limits = new TransportLimits(100, 100, opened, hour, hour, idle, hour, hour, unsentBytes);
        Listener listener = Listener.tcp(new InetSocketAddress(LOCAL, 0));
        return SipTransports.open(loops, List.of(listener), limits, _ -> {});
    }

    private Hop peer() throws IOException {
        ServerSocket peer = new ServerSocket(0, 16, LOCAL);
        peers.add(peer);
        return new Hop(Transport.TCP, new InetSocketAddress(LOCAL, peer.getLocalPort()));
    }

    private void accepts(int peer) throws IOException {
        assertThat(peers.get(peer).accept().getInputStream().readNBytes(FRAME.length))
                .isEqualTo(FRAME);
    }

    @Test
    void so_many_are_opened_and_no_more() throws IOException {
        try (SipTransports transports = open(2, Duration.ofHours(1), 1 << 20)) {
            for (int i = 0; i < 3; i++) transports.send(FRAME, peer(), failed::incrementAndGet);
            assertThat(failed).hasValue(1);
            assertThat(transports.figures().refused()).isEqualTo(1);
            accepts(0);
            accepts(1);
            assertThat(transports.figures().connections()).isEqualTo(2);
        }
    }

    @Test
    void one_that_has_long_been_idle_makes_room() throws IOException {
        try (SipTransports transports = open(1, Duration.ofNanos(1), 1 << 20)) {
            transports.send(FRAME, peer(), failed::incrementAndGet);
            accepts(0);
            transports.send(FRAME, peer(), failed::incrementAndGet);
            accepts(1);
            assertThat(failed).hasValue(0);
        }
    }

    @Test
    void one_that_could_not_be_opened_takes_no_place() throws Exception {
        try (SipTransports transports = open(1, Duration.ofHours(1), 1 << 20)) {
            Hop gone = peer();
            peers.getFirst().close();
            CountDownLatch told = new CountDownLatch(1);
            transports.send(FRAME, gone, told::countDown);
            assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
            transports.send(FRAME, peer(), failed::incrementAndGet);
            accepts(1);
        }
    }

    @Test
    void what_waits_for_one_to_open_is_bounded_by_octets_too() throws Exception {
        try (SipTransports transports = open(1, Duration.ofHours(1), 2 * FRAME.length)) {
            Hop peer = peer();
            CountDownLatch done = new CountDownLatch(1);
            // On the loop, so that the connection can't open in between.
            loops.nearest().execute(() -> {
                for (int i = 0; i < 3; i++) transports.send(FRAME, peer, failed::incrementAndGet);
                done.countDown();
            });
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(failed).hasValue(1);
        }
    }

    @Test
    void one_that_is_closed_before_it_is_open_is_not_left_open() throws Exception {
        SipTransports transports = open(1, Duration.ofHours(1), 1 << 20);
        Hop peer = peer();
        CountDownLatch done = new CountDownLatch(1);
        // On the loop, so that the connection can't open in between.
        loops.nearest().execute(() -> {
            transports.send(FRAME, peer, failed::incrementAndGet);
            transports.close();
            transports.send(FRAME, peer, failed::incrementAndGet);
            done.countDown();
        });
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        while (transports.figures().connections() > 0) Thread.onSpinWait();
        assertThat(failed).hasValue(2);
        assertThat(transports.figures().cut()).isZero();
        peers.getFirst().setSoTimeout(500);
        assertThatThrownBy(() -> peers.getFirst().accept()).isInstanceOf(SocketTimeoutException.class);
    }
}
