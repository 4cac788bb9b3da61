package org.strowger.sipp;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** RFC 3262 against the packaged switch: 180 and 183 that want a PRACK, on either leg and on one of both. */
class ReliableRingingTest {

    @RegisterExtension
    static final Lab LAB = Lab.withSwitch();

    // RFC 3262 §3, §4
    @Test
    void both_phones_ring_reliably() {
        var callee = LAB.callee("1002", "reliable").registered().start();
        LAB.caller("reliable").overTcp().dials("1002").run();
        callee.succeeds();
    }

    // RFC 3262 §4
    @Test
    void who_is_called_rings_reliably_and_who_calls_knows_nothing_of_it() {
        var callee = LAB.callee("1003", "reliable").registered().start();
        LAB.caller("hears-early-media").overTcp().dials("1003").run();
        callee.succeeds();
    }

    // RFC 3262 §3
    @Test
    void who_calls_requires_it_and_who_is_called_knows_nothing_of_it() {
        var callee = LAB.callee("1004", "rings-twice").registered().start();
        LAB.caller("reliable").overTcp().dials("1004").run();
        callee.succeeds();
    }
}
