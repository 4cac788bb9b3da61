package org.strowger.sipp;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The scenarios themselves are right: a caller and a callee understand each other without a switch, and notice what a
 * switch must not do.
 */
class ScenarioPairsTest {

    @RegisterExtension
    static final Lab LAB = Lab.withoutSwitch();

    @ParameterizedTest
    @CsvSource({
        "hangs-up, answers",
        "is-hung-up-on, hangs-up",
        "cancels-ringing, is-cancelled",
        "busy, busy",
        "declined, declines",
        "delayed-offer, delayed-offer",
        "holds, is-held",
        "is-held, holds",
        "early-media, early-media",
        "info, info",
        "long-headers, long-headers",
    })
    void a_caller_and_a_callee_understand_each_other(String caller, String callee) {
        // At the address where they expect the switch.
        call(caller, callee, "127.0.0.1");
    }

    @Test
    void a_callee_notices_that_it_is_shown_the_address_of_the_caller() {
        assertThatThrownBy(() -> call("hangs-up", "answers", "127.0.1.2")).isInstanceOf(AssertionError.class);
    }

    private static void call(String caller, String callee, String callerAddress) {
        var called = new Party(LAB, "callee/" + callee, "127.0.0.1", Ports.free("127.0.0.1"), "");
        var answering = called.start();
        new Party(LAB, "caller/" + caller, callerAddress, Ports.free(callerAddress), called.place())
                .as("lab")
                .dials("1002")
                .run();
        answering.succeeds();
    }
}
