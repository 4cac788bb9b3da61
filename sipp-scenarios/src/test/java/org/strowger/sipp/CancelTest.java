package org.strowger.sipp;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** RFC 3261 §9, with the races that the switch stands between. */
class CancelTest {

    @RegisterExtension
    static final Lab LAB = Lab.withSwitch();

    @Test
    void the_caller_gives_up_while_it_rings() {
        var callee = LAB.callee("1002", "is-cancelled").registered().start();
        LAB.caller("cancels-ringing").dials("1002").run();
        callee.succeeds();
    }

    @Test
    void no_cancel_is_sent_before_a_provisional() {
        var callee = LAB.callee("1002", "slow-to-ring").registered().start();
        LAB.caller("cancels-before-ringing").dials("1002").run();
        callee.succeeds();
    }

    @Test
    void a_200_that_crosses_our_cancel_is_acked_and_then_byed() {
        var callee = LAB.callee("1002", "answers-the-cancel").registered().start();
        LAB.caller("cancels-ringing").dials("1002").run();
        callee.succeeds();
    }

    @Test
    void a_cancel_after_the_200_leaves_the_call_standing() {
        var callee = LAB.callee("1002", "answers").registered().start();
        LAB.caller("cancels-too-late").dials("1002").run();
        callee.succeeds();
    }
}
