package org.strowger.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DrainTest {

    @RegisterExtension
    static final Lab LAB = Lab.withSwitch();

    @Test
    void a_switch_that_is_told_to_stop_takes_no_new_call_lets_the_running_one_end_and_goes() {
        var callee = LAB.callee("1002", "answers").registered().start();
        var running = LAB.caller("waits")
                .dials("1002")
                .times(1, 1, Duration.ofSeconds(4))
                .start();
        Processes.eventually(
                Duration.ofSeconds(5), () -> LAB.theSwitch().status().calls() == 1);
        try (PackagedSwitch stopping = LAB.handOver()) {
            stopping.drain();
            Processes.pause(Duration.ofMillis(500));
            LAB.caller("overload").dials("1002").run();
            running.succeeds();
            callee.succeeds();
            assertThat(stopping.endsWithin(Duration.ofSeconds(5))).isTrue();
        }
    }
}
