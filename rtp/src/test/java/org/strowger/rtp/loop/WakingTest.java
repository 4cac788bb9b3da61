package org.strowger.rtp.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.strowger.rtp.LoopCount;
import org.strowger.statemachine.TurnEnd;

/** How commands reach a loop, and what they cost where it is awake. */
@Timeout(120)
class WakingTest {

    @ParameterizedTest
    @EnumSource(RealLoop.class)
    void commands_for_a_loop_that_is_awake_need_no_wake_up(RealLoop kind) throws Exception {
        try (RealLoop.Started loop = kind.start()) {
            CountDownLatch busy = new CountDownLatch(1);
            CountDownLatch over = new CountDownLatch(1);
            loop.loop().submit(() -> {
                busy.countDown();
                try {
                    over.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(busy.await(5, TimeUnit.SECONDS)).isTrue();
            long before = loop.count(LoopCount.WAKE_UPS);
            for (int i = 0; i < 100; i++) loop.loop().submit(() -> {});
            over.countDown();
            loop.on(() -> {});
            assertThat(loop.count(LoopCount.WAKE_UPS) - before).isLessThanOrEqualTo(1);
            assertThat(loop.count(LoopCount.COMMANDS)).isGreaterThanOrEqualTo(101);
        }
    }

    @ParameterizedTest
    @EnumSource(RealLoop.class)
    void what_a_packet_asks_of_its_own_loop_needs_no_wake_up(RealLoop kind) throws Exception {
        int number = RealLoop.freePair();
        int packets = 20;
        try (RealLoop.Started loop = kind.start();
                DatagramSocket peer = new DatagramSocket(new InetSocketAddress(RealLoop.HERE, 0))) {
            Semaphore done = new Semaphore(0);
            DatagramPort port = loop.loop().open(RealLoop.HERE, number);
            loop.on(() -> port.start((_, _) -> loop.loop().submit(done::release)));
            long before = loop.count(LoopCount.WAKE_UPS);
            for (int i = 0; i < packets; i++) {
                peer.send(new DatagramPacket(new byte[1], 1, RealLoop.HERE, number));
                assertThat(done.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(loop.count(LoopCount.WAKE_UPS)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource(RealLoop.class)
    void no_command_is_waited_out_whenever_it_comes(RealLoop kind) throws Exception {
        try (RealLoop.Started loop = kind.start()) {
            int threads = 3;
            int each = 3_000;
            AtomicInteger late = new AtomicInteger();
            Thread[] askers = new Thread[threads];
            for (int t = 0; t < threads; t++) {
                askers[t] = Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < each; i++) {
                        CountDownLatch done = new CountDownLatch(1);
                        loop.loop().submit(done::countDown);
                        try {
                            if (!done.await(10, TimeUnit.SECONDS)) late.incrementAndGet();
                        } catch (InterruptedException e) {
                            return;
                        }
                    }
                });
            }
            for (Thread asker : askers) asker.join();
            assertThat(late).hasValue(0);
            assertThat(loop.count(LoopCount.COMMANDS)).isGreaterThanOrEqualTo((long) threads * each);
            assertThat(loop.count(LoopCount.WAKE_UPS)).isLessThanOrEqualTo(loop.count(LoopCount.COMMANDS));
        }
    }

    @ParameterizedTest
    @EnumSource(RealLoop.class)
    void all_that_a_loop_hands_over_in_one_turn_wakes_once_at_its_end(RealLoop kind) throws Exception {
        try (RealLoop.Started loop = kind.start()) {
            // Nobody has woken it yet, so that it stays asleep once it is.
            while (!loop.loop().isAsleep()) Thread.onSpinWait();
            long before = loop.count(LoopCount.WAKE_UPS);
            CountDownLatch done = new CountDownLatch(10);
            Thread.ofPlatform()
                    .start(() -> {
                        TurnEnd end = TurnEnd.ofThisThread();
                        for (int i = 0; i < 10; i++) {
                            loop.loop().submit(done::countDown);
                            LockSupport.parkNanos(1_000_000);
                        }
                        assertThat(done.getCount()).isEqualTo(10);
                        end.comes();
                    })
                    .join();
            assertThat(done.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(loop.count(LoopCount.WAKE_UPS) - before).isEqualTo(1);
        }
    }
}
