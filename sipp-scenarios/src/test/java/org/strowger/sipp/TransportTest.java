package org.strowger.sipp;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TransportTest {

    @RegisterExtension
    static final Lab LAB = Lab.withSwitch();

    @Test
    void both_sides_speak_tcp() {
        var callee = LAB.callee("1002", "answers").overTcp().registered().start();
        LAB.phone("1001", "with-digest").overTcp().dials("1002").run();
        callee.succeeds();
    }

    @Test
    void tcp_calls_udp() {
        var callee = LAB.callee("1002", "answers").registered().start();
        LAB.caller("hangs-up").overTcp().dials("1002").run();
        callee.succeeds();
    }

    @Test
    void udp_calls_tcp_and_the_callee_hangs_up() {
        var callee = LAB.callee("1002", "hangs-up").overTcp().registered().start();
        LAB.caller("is-hung-up-on").dials("1002").run();
        callee.succeeds();
    }

    @Test
    void an_invite_that_is_too_long_for_udp_goes_by_tcp() {
        var carrier = LAB.carrier("long-headers").overTcp().start();
        LAB.caller("long-headers").overTcp().dials("6001").run();
        carrier.succeeds();
    }

    @Test
    void options_tell_what_the_switch_can() {
        LAB.at("127.0.1.3", "options/switch").run();
    }

    @Test
    void options_tell_the_same_over_tcp() {
        LAB.at("127.0.1.3", "options/switch").overTcp().run();
    }
}
