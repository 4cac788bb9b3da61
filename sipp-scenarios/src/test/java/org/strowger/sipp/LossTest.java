package org.strowger.sipp;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/** What the network loses is sent again, and what never comes ends the call. */
@Isolated("it counts what is sent again, by a T1 of 50 ms")
class LossTest {

    @RegisterExtension
    static final Lab LAB = Lab.with(SwitchConfiguration.fresh().withT1("50ms"));

    @Test
    void a_lost_200_is_sent_again_until_its_ack_comes() {
        var callee = LAB.callee("1002", "answers").registered().start();
        LAB.caller("loses-200").countsEveryMessage().dials("1002").run();
        callee.succeeds();
    }

    @Test
    void a_call_whose_ack_never_comes_is_hung_up_after_64_t1() {
        var callee = LAB.callee("1002", "answers").registered().start();
        LAB.caller("never-acks").dials("1002").run();
        callee.succeeds();
    }

    @Test
    void a_200_that_comes_again_gets_its_ack_again() {
        var callee = LAB.callee("1002", "loses-ack")
                .countsEveryMessage()
                .registered()
                .start();
        LAB.caller("hangs-up").dials("1002").run();
        callee.succeeds();
    }

    @Test
    void a_lost_bye_is_sent_again() {
        var callee = LAB.callee("1002", "loses-bye")
                .countsEveryMessage()
                .registered()
                .start();
        LAB.caller("hangs-up").dials("1002").run();
        callee.succeeds();
    }

    @Test
    void a_bye_that_comes_again_gets_its_200_again() {
        var callee = LAB.callee("1002", "answers").registered().start();
        LAB.caller("loses-bye-answer").countsEveryMessage().dials("1002").run();
        callee.succeeds();
    }
}
