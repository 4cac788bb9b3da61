package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/** What a switch still holds two minutes after the last call: nothing. Called at the end of each test. */
final class Leftovers {

    /**
     * Longer than what a call leaves behind for a while: transactions, which answer what is sent again (RFC 3261 §17).
     */
    private static final Duration LATER = Duration.ofMinutes(2);

    private Leftovers() {}

    /** Nothing is held, and no program of a call has failed. */
    static void none(VirtualSwitch home) {
        ofCalls(home);
        assertThat(home.figures().programFaults())
                .as(String.join("\n", home.trace()))
                .isZero();
    }

    /** Nothing is held, whatever has become of the programs. */
    static void ofCalls(VirtualSwitch home) {
        home.passes(LATER);
        String trace = String.join("\n", home.trace());
        assertThat(home.figures().calls()).as(trace).isZero();
        assertThat(home.figures().legs()).as(trace).isZero();
        assertThat(home.figures().dialogs()).as(trace).isZero();
        assertThat(home.figures().transactions()).as(trace).isZero();
        assertThat(home.figures().timers()).as(trace).isZero();
        assertThat(home.figures().callThreads()).as(trace).isZero();
        assertThat(home.media().figures().portsInUse()).as(trace).isZero();
    }
}
