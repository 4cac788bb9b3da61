package org.strowger.sipp;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** RFC 4028 against the packaged switch. */
class SessionTimerTest {

    @RegisterExtension
    static final Lab LAB = Lab.withSwitch();

    // RFC 4028 §9
    @Test
    void too_brief_a_session_is_refused_and_asked_for_again() {
        var callee = LAB.callee("1002", "answers").registered().start();
        LAB.caller("too-brief").dials("1002").run();
        callee.succeeds();
    }

    // RFC 4028 §7.3
    @Test
    void a_phone_that_wants_a_longer_session_is_invited_again() {
        var callee = LAB.callee("1002", "wants-longer").registered().start();
        LAB.caller("hangs-up").dials("1002").run();
        callee.succeeds();
    }

    // RFC 4028 §7.4, §10
    @Test
    void a_phone_that_leaves_it_to_us_is_refreshed_at_half_of_the_interval() {
        var callee = LAB.callee("1002", "is-refreshed")
                .registered()
                .times(1, 1, WAIT)
                .start();
        LAB.caller("is-hung-up-on").dials("1002").times(1, 1, WAIT).run();
        callee.succeeds();
    }

    private static final Duration WAIT = Duration.ofSeconds(45);
}
