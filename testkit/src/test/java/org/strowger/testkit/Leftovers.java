package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/** What a switch still holds some minutes after the last call: nothing. Called at the end of each test. */
final class Leftovers {

    /** Longer than whatever a call leaves behind for a while: the longest is timer C (RFC 3261 §16.6, item 11). */
    private static final Duration LATER = Duration.ofMinutes(4);

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
