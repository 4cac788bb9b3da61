package org.strowger.sipp;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OverloadTest {

    @RegisterExtension
    static final Lab LAB = Lab.withSwitch("calls: {max: 1}\n");

    @Test
    void a_call_over_the_limit_gets_503_with_retry_after_and_the_next_one_is_served() {
        var callee = LAB.callee("1002", "answers").registered().start();
        var first = LAB.caller("waits")
                .dials("1002")
                .times(1, 1, Duration.ofSeconds(4))
                .start();
        Processes.eventually(
                Duration.ofSeconds(5), () -> LAB.theSwitch().status().calls() == 1);
        LAB.caller("overload").dials("1002").run();
        first.succeeds();
        callee.succeeds();

        var again = LAB.callee("1003", "answers").registered().start();
        LAB.caller("hangs-up").dials("1003").run();
        again.succeeds();
    }
}
