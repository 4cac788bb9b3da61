package org.strowger.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

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

    @Test
    void no_task_is_waited_out_whenever_it_comes() throws Exception {
        try (SipLoops loops = SipLoops.start(1, lifeline)) {
            Loop loop = loops.loops().getFirst();
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
            assertThat(loops.handOvers().tasks()).isEqualTo(9_000);
            assertThat(loops.handOvers().wakeUps()).isBetween(1L, 9_000L);
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
