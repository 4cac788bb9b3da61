package org.strowger.rtp.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.strowger.rtp.LoopCount;
import org.strowger.rtp.Packet;
import org.strowger.statemachine.Lifeline;

class LostLoopTest {

    private final Lifeline lifeline = new Lifeline();

    @Test
    void a_loop_that_can_wait_for_its_sockets_no_more_ends_and_is_seen() throws Exception {
        var loop = new Deaf(lifeline, Integer.MAX_VALUE);
        loop.start();
        assertThat(lifeline.loss().toCompletableFuture().get(10, TimeUnit.SECONDS))
                .hasToString(
                        "the thread deaf has ended: java.io.UncheckedIOException: its sockets can't be waited for");
        assertThat(loop.submit(() -> {})).isFalse();
        assertThat(loop.counters().read(LoopCount.FAULTS)).isEqualTo(ThreadLoop.MOST_FAILED_POLLS);
    }

    @Test
    void one_that_fails_for_a_while_goes_on() throws Exception {
        var loop = new Deaf(lifeline, ThreadLoop.MOST_FAILED_POLLS - 1);
        loop.start();
        var turned = new Semaphore(0);
        loop.submit(turned::release);
        assertThat(turned.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        loop.close();
        assertThat(lifeline.loss().toCompletableFuture()).isNotDone();
    }

    /** Its first waits fail. */
    private static final class Deaf extends ThreadLoop {
        private final Semaphore woken = new Semaphore(0);
        private int failures;

        Deaf(Lifeline lifeline, int failures) {
            super("deaf", lifeline);
            this.failures = failures;
        }

        @Override
        void poll(long nanos) throws IOException {
            if (failures-- > 0) throw new IOException("epoll_wait failed with errno 9");
            if (nanos > 0) woken.acquireUninterruptibly();
        }

        @Override
        void pollPaced() {}

        @Override
        void wake() {
            woken.release();
        }

        @Override
        public void release() {}

        @Override
        public Packet outgoing() {
            throw new UnsupportedOperationException("nothing is sent");
        }

        @Override
        public DatagramPort open(InetAddress address, int port) {
            throw new UnsupportedOperationException("nothing is opened");
        }
    }
}
