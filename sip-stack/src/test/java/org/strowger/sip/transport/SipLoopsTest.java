package org.strowger.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.strowger.statemachine.Lifeline;

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
}
