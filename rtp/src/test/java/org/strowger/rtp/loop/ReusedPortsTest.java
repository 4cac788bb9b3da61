package org.strowger.rtp.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.strowger.rtp.Endpoint;
import org.strowger.rtp.LoopCount;
import org.strowger.rtp.MediaPorts;
import org.strowger.rtp.Packet;
import org.strowger.rtp.PortClaim;

/** Sockets that go from one stream to the next, on real loops: nothing of the one is left for the other. */
class ReusedPortsTest {

    private static void send(DatagramSocket from, String text, int port) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
        from.send(new DatagramPacket(octets, octets.length, RealLoop.HERE, port));
    }

    private static DatagramSocket peer() throws IOException {
        DatagramSocket socket = new DatagramSocket(new InetSocketAddress(RealLoop.HERE, 0));
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static String text(Packet packet) {
        byte[] octets = new byte[packet.length];
        packet.bytes.get(0, octets);
        return new String(octets, StandardCharsets.US_ASCII);
    }

    private static void await(BooleanSupplier what) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (!what.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(until);
            Thread.onSpinWait();
        }
    }

    /** Has the loop wait until it is let go. */
    private static CountDownLatch held(RealLoop.Started loop) throws InterruptedException {
        CountDownLatch holds = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        loop.loop().submit(() -> {
            holds.countDown();
            try {
                over.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(holds.await(5, TimeUnit.SECONDS)).isTrue();
        return over;
    }

    @ParameterizedTest
    @EnumSource(RealLoop.class)
    void nothing_that_came_while_a_port_rested_reaches_its_next_stream(RealLoop kind) throws Exception {
        int number = RealLoop.freePair();
        List<String> first = new CopyOnWriteArrayList<>();
        List<String> strays = new CopyOnWriteArrayList<>();
        List<String> second = new CopyOnWriteArrayList<>();
        try (RealLoop.Started loop = kind.start();
                DatagramSocket stranger = peer();
                DatagramSocket own = peer()) {
            DatagramPort port = loop.loop().open(RealLoop.HERE, number);
            loop.on(() -> port.start((packet, _) -> first.add(text(packet))));
            send(own, "first", number);
            await(() -> first.size() == 1);
            loop.on(() -> port.rest((packet, _) -> strays.add(text(packet))));
            send(stranger, "read at rest", number);
            await(() -> strays.size() == 1);
            CountDownLatch over = held(loop);
            for (int i = 0; i < 100; i++) send(stranger, "unread at rest", number);
            loop.loop().submit(() -> port.start((packet, _) -> second.add(text(packet))));
            over.countDown();
            loop.on(() -> {});
            send(own, "second", number);
            await(() -> !second.isEmpty());
            assertThat(second).containsExactly("second");
            assertThat(first).containsExactly("first");
        }
    }

    @ParameterizedTest
    @EnumSource(RealLoop.class)
    void who_was_the_only_one_to_be_heard_is_not_any_more(RealLoop kind) throws Exception {
        int number = RealLoop.freePair();
        List<String> heard = new CopyOnWriteArrayList<>();
        try (RealLoop.Started loop = kind.start();
                DatagramSocket former = peer();
                DatagramSocket own = peer()) {
            DatagramPort port = loop.loop().open(RealLoop.HERE, number);
            Endpoint there = Endpoint.of((InetSocketAddress) former.getLocalSocketAddress());
            Endpoint here = Endpoint.of((InetSocketAddress) own.getLocalSocketAddress());
            loop.on(() -> {
                port.start((_, _) -> {});
                port.connect(there);
                port.rest((_, _) -> {});
                port.start((packet, _) -> heard.add(text(packet)));
            });
            send(own, "own", number);
            await(() -> !heard.isEmpty());
            loop.on(() -> {
                Packet packet = loop.loop().outgoing();
                packet.bytes.put(0, (byte) 'x');
                packet.length = 1;
                port.send(packet, here);
            });
            DatagramPacket answer = new DatagramPacket(new byte[10], 10);
            own.receive(answer);
            assertThat(answer.getPort()).isEqualTo(number);
            assertThat(heard).containsExactly("own");
        }
    }

    /**
     * The kernel tells a socket that nobody is at a port that it was connected to, and does so before it gives out what
     * has come.
     */
    @ParameterizedTest
    @EnumSource(RealLoop.class)
    void a_peer_that_has_gone_leaves_no_error_behind_which_strangers_packets_hide(RealLoop kind) throws Exception {
        int number = RealLoop.freePair();
        List<String> heard = new CopyOnWriteArrayList<>();
        try (RealLoop.Started loop = kind.start();
                DatagramSocket stranger = peer();
                DatagramSocket own = peer()) {
            DatagramSocket former = peer();
            Endpoint there = Endpoint.of((InetSocketAddress) former.getLocalSocketAddress());
            DatagramPort port = loop.loop().open(RealLoop.HERE, number);
            loop.on(() -> {
                port.start((_, _) -> {});
                port.connect(there);
            });
            former.close();
            CountDownLatch over = held(loop);
            loop.loop().submit(() -> {
                Packet packet = loop.loop().outgoing();
                packet.length = 1;
                port.send(packet, there);
                port.rest((_, _) -> {});
                try {
                    for (int i = 0; i < 5; i++) send(stranger, "stray", number);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                port.start((packet2, _) -> heard.add(text(packet2)));
            });
            over.countDown();
            loop.on(() -> {});
            send(own, "own", number);
            await(() -> !heard.isEmpty());
            assertThat(heard).containsExactly("own");
        }
    }

    @Test
    void a_port_that_was_read_at_ticks_is_read_at_once_again() throws Exception {
        int number = RealLoop.freePair();
        List<String> heard = new CopyOnWriteArrayList<>();
        try (RealLoop.Started loop = RealLoop.EPOLL.start();
                DatagramSocket own = peer()) {
            DatagramPort port = loop.loop().open(RealLoop.HERE, number);
            loop.on(() -> {
                port.start((_, _) -> {});
                port.pace(DatagramPort.Pace.AT_TICKS);
                port.rest((_, _) -> {});
                port.start((packet, _) -> heard.add(text(packet)));
            });
            send(own, "own", number);
            await(() -> !heard.isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource(RealLoop.class)
    void a_pair_goes_round_with_its_sockets_and_is_closed_with_its_loop(RealLoop kind) throws Exception {
        int number = RealLoop.freePair();
        PortPool pool = pool(number);
        try (RealLoop.Started loop = kind.start();
                DatagramSocket own = peer()) {
            PortSpot spot = new PortSpot(loop.loop(), RealLoop.HERE);
            for (int round = 0; round < 10; round++) {
                List<String> heard = new CopyOnWriteArrayList<>();
                PortLease lease = pool.lease(PortClaim.ORDINARY, spot);
                PortPair sockets = lease.sockets();
                loop.on(() -> {
                    sockets.rtp().start((packet, _) -> heard.add(text(packet)));
                    sockets.rtcp().start((packet, _) -> heard.add(text(packet)));
                });
                send(own, "rtp " + round, number);
                await(() -> heard.size() == 1);
                send(own, "rtcp " + round, number + 1);
                await(() -> heard.size() == 2);
                assertThat(heard).containsExactly("rtp " + round, "rtcp " + round);
                loop.on(() -> pool.release(lease, sockets));
                send(own, "late", number);
            }
            assertThat(pool.bound()).isEqualTo(1);
            assertThat(pool.kept()).isEqualTo(1);
        }
        new DatagramSocket(new InetSocketAddress(RealLoop.HERE, number)).close();
        new DatagramSocket(new InetSocketAddress(RealLoop.HERE, number + 1)).close();
    }

    @ParameterizedTest
    @EnumSource(RealLoop.class)
    void a_flood_of_a_resting_port_ends_with_its_sockets(RealLoop kind) throws Exception {
        int number = RealLoop.freePair();
        PortPool pool = pool(number);
        try (RealLoop.Started loop = kind.start();
                DatagramSocket stranger = peer()) {
            PortLease lease = pool.lease(PortClaim.ORDINARY, new PortSpot(loop.loop(), RealLoop.HERE));
            PortPair sockets = lease.sockets();
            loop.on(() -> {
                sockets.rtp().start((_, _) -> {});
                sockets.rtcp().start((_, _) -> {});
                pool.release(lease, sockets);
            });
            await(() -> {
                try {
                    send(stranger, "flood", number + 1);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                return pool.kept() == 0;
            });
            loop.on(() -> {});
            loop.on(() -> {}); // by now a selector has looked again, too
            long seen = loop.count(LoopCount.RECEIVED);
            for (int i = 0; i < 1_000; i++) send(stranger, "flood", number + 1);
            loop.on(() -> {});
            assertThat(loop.count(LoopCount.RECEIVED))
                    .isEqualTo(seen)
                    .isLessThanOrEqualTo(RestingPair.MOST_PACKETS + 1);
            assertThat(pool.resting()).isEqualTo(1);
            new DatagramSocket(new InetSocketAddress(RealLoop.HERE, number)).close();
        }
    }

    @ParameterizedTest
    @EnumSource(RealLoop.class)
    void a_pair_that_another_loop_wants_is_bound_there_at_once(RealLoop kind) throws Exception {
        int number = RealLoop.freePair();
        PortPool pool = pool(number);
        try (RealLoop.Started loop = kind.start();
                RealLoop.Started other = kind.start();
                DatagramSocket own = peer()) {
            RealLoop.Started[] loops = {loop, other};
            for (int round = 0; round < 20; round++) {
                RealLoop.Started there = loops[round % 2];
                List<String> heard = new CopyOnWriteArrayList<>();
                PortLease lease = pool.lease(PortClaim.ORDINARY, new PortSpot(there.loop(), RealLoop.HERE));
                PortPair sockets = lease.sockets();
                there.on(() -> sockets.rtp().start((packet, _) -> heard.add(text(packet))));
                there.on(() -> sockets.rtcp().start((_, _) -> {}));
                send(own, "own", number);
                await(() -> heard.size() == 1);
                there.on(() -> pool.release(lease, sockets));
                for (int i = 0; i < 10; i++) send(own, "late", number);
            }
            assertThat(pool.bound()).isEqualTo(20);
            assertThat(pool.wentOutEarly()).isEqualTo(19);
        }
    }

    private static PortPool pool(int number) {
        return new PortPool(
                new MediaPorts(number, number + 1, 0, Duration.ofSeconds(5)),
                System::nanoTime,
                new SplittableRandom(1));
    }
}
