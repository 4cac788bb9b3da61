package org.strowger.sipp;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens inside a call that stands. */
class ChangeTest {

    @RegisterExtension
    static final Lab LAB = Lab.withSwitch();

    @Test
    void the_caller_holds_and_resumes() {
        var callee = LAB.callee("1002", "is-held").registered().start();
        LAB.caller("holds").dials("1002").run();
        callee.succeeds();
    }

    @Test
    void the_callee_holds_and_resumes() {
        var callee = LAB.callee("1002", "holds").registered().start();
        LAB.caller("is-held").dials("1002").run();
        callee.succeeds();
    }

    @Test
    void both_sides_change_the_call_at_once() {
        var callee = LAB.callee("1002", "glare").registered().start();
        LAB.caller("glare").dials("1002").run();
        callee.succeeds();
    }

    @Test
    void an_info_passes_through() {
        var callee = LAB.callee("1002", "info").registered().start();
        LAB.caller("info").dials("1002").run();
        callee.succeeds();
    }
}
