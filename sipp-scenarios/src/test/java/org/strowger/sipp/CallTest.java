package org.strowger.sipp;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls that go as they should, and calls that don't come about. */
class CallTest {

    @RegisterExtension
    static final Lab LAB = Lab.withSwitch();

    @Test
    void a_phone_proves_who_it_is_calls_and_hangs_up() {
        var callee = LAB.callee("1002", "answers").registered().start();
        LAB.phone("1001", "with-digest").dials("1002").run();
        callee.succeeds();
    }

    @Test
    void the_callee_hangs_up() {
        var callee = LAB.callee("1002", "hangs-up").registered().start();
        LAB.caller("is-hung-up-on").dials("1002").run();
        callee.succeeds();
    }

    @Test
    void a_trunk_is_called() {
        var carrier = LAB.carrier("answers").start();
        LAB.caller("hangs-up").dials("6001").run();
        carrier.succeeds();
    }

    @Test
    void the_second_carrier_rings_when_the_first_is_out_of_order() {
        var first = LAB.carrier("out-of-order").start();
        var second = LAB.secondCarrier("answers").start();
        LAB.caller("hangs-up").dials("6501").run();
        first.succeeds();
        second.succeeds();
    }

    @Test
    void the_second_carrier_does_not_ring_when_the_callee_is_busy() {
        var first = LAB.carrier("busy").start();
        LAB.caller("busy").dials("6502").run();
        first.succeeds();
    }

    @Test
    void the_callee_transfers_the_caller_to_another_phone() {
        var callee = LAB.callee("1002", "transfers").registered().start();
        var target = LAB.callee("1003", "takes-a-transfer").registered().start();
        LAB.caller("is-hung-up-on").dials("1002").run();
        callee.succeeds();
        target.succeeds();
    }

    @Test
    void a_caller_with_a_wrong_password_is_refused() {
        LAB.phone("1001", "with-wrong-digest").dials("1002").run();
    }

    @Test
    void a_stranger_is_never_relayed() {
        LAB.at("127.0.1.3", "caller/stranger").as("stranger").dials("6001").run();
    }

    @Test
    void a_busy_callee_is_busy_to_the_caller() {
        var callee = LAB.callee("1002", "busy").registered().start();
        LAB.caller("busy").dials("1002").run();
        callee.succeeds();
    }

    @Test
    void nobody_answers_in_time() {
        var callee = LAB.callee("1002", "is-cancelled").registered().start();
        LAB.caller("unavailable").dials("51002").run();
        callee.succeeds();
    }

    @Test
    void a_callee_that_declines_is_declined_to_the_caller() {
        var callee = LAB.callee("1002", "declines").registered().start();
        LAB.caller("declined").dials("1002").run();
        callee.succeeds();
    }

    @Test
    void a_number_without_a_route_is_not_found() {
        LAB.caller("not-found").dials("9999").run();
    }

    @Test
    void a_phone_that_is_not_registered_is_unavailable() {
        LAB.caller("unavailable").dials("1009").run();
    }

    @Test
    void a_route_redirects() {
        LAB.caller("redirected").dials("8302").run();
    }

    @Test
    void one_of_a_ring_group_wins_and_the_others_are_told() {
        var first = LAB.callee("1002", "loses-the-race").registered().start();
        var winner = LAB.callee("1003", "answers").registered().start();
        var third = LAB.callee("1004", "loses-the-race").registered().start();
        LAB.caller("hangs-up").dials("3000").run();
        first.succeeds();
        winner.succeeds();
        third.succeeds();
    }

    @Test
    void both_phones_of_one_account_ring_and_the_first_to_answer_wins() {
        var slow = LAB.callee("1005", "loses-the-race").registered().start();
        var quick = LAB.callee("1005", "answers").alsoRegistered().start();
        LAB.caller("hangs-up").dials("1005").run();
        slow.succeeds();
        quick.succeeds();
    }

    @Test
    void of_two_lines_one_for_srtp_and_one_in_the_clear_the_first_is_taken() {
        var callee = LAB.callee("1002", "answers").registered().start();
        LAB.caller("two-lines").dials("1002").run();
        callee.succeeds();
    }

    @Test
    void the_callee_speaks_before_it_answers() {
        var callee = LAB.callee("1002", "early-media").registered().start();
        // by TCP: a trunk that only a datagram's source address speaks for is sent nothing before its ACK
        LAB.caller("early-media").overTcp().dials("1002").run();
        callee.succeeds();
    }

    @Test
    void an_invite_without_an_offer_gets_the_offer_of_the_callee() {
        var callee = LAB.callee("1002", "delayed-offer").registered().start();
        LAB.caller("delayed-offer").dials("1002").run();
        callee.succeeds();
    }
}
