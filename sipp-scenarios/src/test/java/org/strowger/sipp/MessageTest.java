package org.strowger.sipp;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Messages of phones to phones (RFC 3428). */
class MessageTest {

    @RegisterExtension
    static final Lab LAB = Lab.withSwitch("messages: {keep: on}\n");

    @Test
    void what_a_phone_writes_arrives_at_the_other() {
        var reader = LAB.callee("1002", "reads").registered().start();
        LAB.phone("1001", "writes").dials("1002").run();
        reader.succeeds();
    }

    @Test
    void the_same_goes_by_tcp() {
        var reader = LAB.callee("1004", "reads").registered().start();
        LAB.phone("1001", "writes").overTcp().dials("1004").run();
        reader.succeeds();
    }

    @Test
    void what_is_written_to_a_phone_that_is_not_there_arrives_once_it_has_registered() {
        LAB.phone("1001", "writes-ahead").dials("1003").run();
        LAB.callee("1003", "reads").registered().start().succeeds();
    }
}
