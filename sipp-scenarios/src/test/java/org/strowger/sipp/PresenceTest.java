package org.strowger.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Presence that phones watch (RFC 3856) and publish (RFC 3903). */
class PresenceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Longer than the time between two NOTIFYs. */
    private static final Duration CALL = Duration.ofSeconds(6);

    @RegisterExtension
    static final Lab LAB = Lab.withSwitch();

    private static Party.Run watching(Party watcher, String whom) {
        var run = watcher.dials(whom).start();
        assertThat(Processes.eventually(PATIENCE, () -> LAB.theSwitch().status().subscriptions() == 1))
                .isTrue();
        return run;
    }

    private static String states() {
        return LAB.theSwitch().status().read().path("devices").toString();
    }

    @Test
    void a_phone_is_told_when_another_is_on_the_phone_and_the_switch_says_the_same() {
        var callee = LAB.callee("1002", "rings-for-a-while").registered().start();
        var watcher = watching(LAB.phone("1001", "watches-presence"), "1002");
        assertThat(states()).contains("{\"device\":\"1002\",\"state\":\"idle\"}");
        var caller = LAB.caller("hangs-up").dials("1002").times(1, 1, CALL).start();
        assertThat(Processes.eventually(PATIENCE, () -> states().contains("\"busy\"")))
                .isTrue();
        caller.succeeds();
        callee.succeeds();
        watcher.succeeds();
        assertThat(states()).contains("{\"device\":\"1002\",\"state\":\"idle\"}");
    }

    @Test
    void what_a_phone_publishes_is_told_to_who_watches_it_until_it_is_taken_back() {
        var watcher = watching(LAB.phone("1001", "watches-presence"), "1003");
        LAB.phone("1003", "publishes").dials("1003").run();
        watcher.succeeds();
    }

    @Test
    void the_same_goes_by_tcp() {
        var watcher = watching(LAB.phone("1001", "watches-presence").overTcp(), "1004");
        LAB.phone("1004", "publishes").overTcp().dials("1004").run();
        watcher.succeeds();
    }
}
