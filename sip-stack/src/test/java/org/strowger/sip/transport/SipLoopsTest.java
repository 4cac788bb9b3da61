package org.strowger.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.strowger.statemachine.Lifeline;
import org.strowger.statemachine.Loop;

class SipLoopsTest {

    private final Lifeline lifeline = new Lifeline();

    /** Netty ends a loop's thread in good order whatever its last frame threw. */
    @Test
    void a_loop_whose_thread_ends_unasked_is_seen() throws Exception {
        try (SipLoops loops = SipLoops.start(2, lifeline)) {
            loops.loops().forEach(loop -> loop.execute(() -> {})); // Netty starts a thread with its first task
            loops.nearest().shutdownGracefully(0, 0, TimeUnit.SECONDS);
            assertThat(lifeline.loss().toCompletableFuture().get(10, TimeUnit.SECONDS))
                    .hasToString("the thread sip-loop-0 has ended");
        }
    }

    @Test
    void loops_that_are_closed_are_no_loss() {
        try (SipLoops loops = SipLoops.start(2, lifeline)) {
            loops.loops().forEach(loop -> loop.execute(() -> {}));
        }
        assertThat(lifeline.loss().toCompletableFuture()).isNotDone();
    }

    @Test
    void tasks_for_a_loop_that_is_awake_need_no_wake_up() throws Exception {
        try (SipLoops loops = SipLoops.start(1, lifeline)) {
            Loop loop = loops.loops().getFirst();
            CountDownLatch busy = new CountDownLatch(1);
            CountDownLatch over = new CountDownLatch(1);
            loop.execute(() -> {
                busy.countDown();
                awaits(over);
            });
            awaits(busy);
            long before = loops.handOvers().wakeUps();
            CountDownLatch done = new CountDownLatch(100);
            for (int i = 0; i < 100; i++) loop.execute(done::countDown);
            over.countDown();
            awaits(done);
            assertThat(loops.handOvers()).isEqualTo(new SipLoops.HandOvers(101, before));
        }
    }

    /** A thread may hand over its task, and ring only after the loop has done it and waits again. */
    @Test
    void a_loop_that_is_woken_for_nothing_is_woken_by_the_next_task() throws Exception {
        List<SelectorAlarm> alarms = new ArrayList<>();
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, WholeMillis.newFactory(alarms::add));
        try {
            EventLoop loop = group.next();
            loop.schedule(() -> {}, 1, TimeUnit.HOURS); // else Netty looks for tasks each second
            SelectorAlarm alarm = alarms.getFirst();
            for (int round = 0; round < 100; round++) {
                wake(alarm);
                wake(alarm); // it waits again within the same round of Netty's
                CountDownLatch done = new CountDownLatch(1);
                loop.execute(done::countDown);
                awaits(done);
            }
        } finally {
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        }
    }

    /** Rings until the loop waits. */
    private static void wake(SelectorAlarm alarm) {
        long before = alarm.rung();
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (alarm.rung() == before) {
            assertThat(System.nanoTime()).isLessThan(giveUp);
            alarm.ring();
            Thread.onSpinWait();
        }
    }

    @Test
    void no_task_is_waited_out_whenever_it_comes() throws Exception {
        try (SipLoops loops = SipLoops.start(1, lifeline)) {
            Loop loop = loops.loops().getFirst();
            CountDownLatch timed = new CountDownLatch(1);
            loop.execute(() -> {
                loop.schedule(Duration.ofHours(1), () -> {}); // else Netty looks for tasks each second
                timed.countDown();
            });
            awaits(timed);
            Thread[] askers = new Thread[3];
            for (int t = 0; t < askers.length; t++) {
                askers[t] = Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < 3_000; i++) {
                        CountDownLatch done = new CountDownLatch(1);
                        loop.execute(done::countDown);
                        awaits(done);
                    }
                });
            }
            for (Thread asker : askers) asker.join();
            assertThat(loops.handOvers().tasks()).isEqualTo(9_001);
            assertThat(loops.handOvers().wakeUps()).isBetween(1L, 9_001L);
        }
    }

    private static void awaits(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
