package org.strowger.rtp.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.strowger.statemachine.Lifeline;

/** Ports that are read at ticks, on real sockets. */
class PacedPortTest {

    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final Duration UNREAD = Duration.ofMillis(60);

    private EpollLoop loop;
    private DatagramPort port;
    private DatagramSocket peer;
    private final List<Long> arrivals = new ArrayList<>();
    private int number;

    @BeforeEach
    void open() throws Exception {
        loop = new EpollLoop("paced", 0, new Lifeline());
        loop.start();
        peer = new DatagramSocket(new InetSocketAddress(HERE, 0));
        number = freePort();
        port = loop.open(HERE, number);
        onLoop(() -> port.start((_, at) -> arrivals.add(at)));
    }

    private static int freePort() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(HERE, 0))) {
            return socket.getLocalPort();
        }
    }

    @AfterEach
    void close() {
        peer.close();
        loop.close();
    }

    private void onLoop(Runnable task) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        loop.submit(() -> {
            task.run();
            done.countDown();
        });
        assertThat(done.await(5, TimeUnit.SECONDS)).isTrue();
    }

    private void tick() throws InterruptedException {
        CountDownLatch ticked = new CountDownLatch(1);
        loop.submit(() -> loop.clock()
                .startTicking(
                        _ -> {
                            ticked.countDown();
                            return false;
                        },
                        loop.nanos()));
        assertThat(ticked.await(5, TimeUnit.SECONDS)).isTrue();
    }

    private void send(int packets) throws Exception {
        for (int i = 0; i < packets; i++) peer.send(new DatagramPacket(new byte[20], 20, HERE, number));
    }

    private List<Long> arrived() throws InterruptedException {
        List<Long> seen = new ArrayList<>();
        onLoop(() -> seen.addAll(arrivals));
        return seen;
    }

    @Test
    void all_that_came_is_read_at_the_tick_with_the_time_when_it_came() throws Exception {
        onLoop(() -> port.pace(DatagramPort.Pace.AT_TICKS));
        long before = System.nanoTime();
        send(3);
        LockSupport.parkNanos(UNREAD.toNanos());
        assertThat(arrived()).isEmpty();
        long asked = System.nanoTime();
        tick();
        assertThat(arrived())
                .hasSize(3)
                .isSorted()
                .allSatisfy(at -> assertThat(at).isBetween(before - 1_000_000, asked - UNREAD.toNanos() / 2));
    }

    @Test
    void a_port_that_is_read_at_once_again_needs_no_tick() throws Exception {
        onLoop(() -> port.pace(DatagramPort.Pace.AT_TICKS));
        send(1);
        onLoop(() -> port.pace(DatagramPort.Pace.AT_ONCE));
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (arrived().isEmpty() && System.nanoTime() < until) Thread.onSpinWait();
        assertThat(arrived()).hasSize(1);
    }

    @Test
    void a_flood_has_its_share_and_an_end() throws Exception {
        onLoop(() -> port.pace(DatagramPort.Pace.AT_TICKS));
        send(100);
        tick();
        assertThat(arrived()).hasSizeBetween(1, 8);
    }

    @Test
    void a_closed_port_is_not_asked() throws Exception {
        onLoop(() -> port.pace(DatagramPort.Pace.AT_TICKS));
        send(1);
        onLoop(() -> port.close());
        tick();
        assertThat(arrived()).isEmpty();
    }
}
