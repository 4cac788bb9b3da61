package org.strowger.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lamps of phones by subscription (RFC 6665, RFC 4235), and panels of them (RFC 4662). */
class LampTest {

    /** Each change of the lamp is told within a second. */
    private static final Duration CALL = Duration.ofSeconds(4);

    @RegisterExtension
    static final Lab LAB = Lab.withSwitch("lists: {panel: {members: [1003, 1002]}}\n");

    @Test
    void a_phone_is_told_when_another_rings_and_talks_and_has_hung_up() {
        lit("watches", "1002");
    }

    // RFC 4662
    @Test
    void a_panel_is_told_of_all_its_members_by_one_subscription() {
        lit("watches-panel", "panel");
    }

    private static void lit(String watcher, String watched) {
        var callee = LAB.callee("1002", "rings-for-a-while").registered().start();
        var lamp = LAB.phone("1001", watcher).dials(watched).start();
        boolean watches = Processes.eventually(
                Duration.ofSeconds(10), () -> LAB.theSwitch().status().subscriptions() == 1);
        assertThat(watches).isTrue();
        LAB.caller("hangs-up").dials("1002").times(1, 1, CALL).run();
        callee.succeeds();
        lamp.succeeds();
        assertThat(LAB.theSwitch().status().subscriptions()).isZero();
    }
}
