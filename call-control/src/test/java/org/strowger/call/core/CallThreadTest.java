package org.strowger.call.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.strowger.call.core.CallThread.Mail;
import org.strowger.statemachine.Gate;

/** A call's thread goes on when its turn has begun and not before: by that a gate counts who runs. */
@Timeout(30)
class CallThreadTest {

    private static final Duration ENOUGH_TO_SLIP_THROUGH = Duration.ofMillis(100);

    private final CompletableFuture<CallThread> call = new CompletableFuture<>();
    private final CompletableFuture<Thread> program = new CompletableFuture<>();
    private final CountDownLatch wentOn = new CountDownLatch(1);

    @Test
    void a_thread_that_wakes_by_itself_while_it_is_being_woken_waits_for_its_turn() throws InterruptedException {
        SlowWaker gate = new SlowWaker();
        CallThread thread = new CallThread("call", gate, () -> {
            program.complete(Thread.currentThread());
            call.join().await();
            wentOn.countDown();
        });
        call.complete(thread);
        thread.start();
        gate.parked.await();
        thread.deliver(new Mail.Answered());
        wentOn.await();
        assertThat(gate.tooEarly).isFalse();
    }

    /**
     * Takes its time to begin a turn, and meanwhile whoever is to be woken wakes by itself, as a park may end at any
     * time.
     */
    private final class SlowWaker implements Gate {
        private final CountDownLatch parked = new CountDownLatch(1);
        private boolean tooEarly;

        @Override
        public void waking() {
            if (parked.getCount() > 0) return; // it is being started
            try {
                program.join().interrupt();
                tooEarly = wentOn.await(ENOUGH_TO_SLIP_THROUGH.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void awaitParked() {}

        @Override
        public void parking() {
            parked.countDown();
        }
    }
}
