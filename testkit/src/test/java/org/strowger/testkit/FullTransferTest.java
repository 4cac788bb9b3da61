package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.strowger.call.event.RefusalCause;
import org.strowger.media.MediaSettings;
import org.strowger.sdp.Codec;

/** Two calls that take all ports there are, of which one is to get the other's person (RFC 5589 §7). */
class FullTransferTest {

    private static final int FIRST = 20_000;

    /** Of four pairs, with none kept for emergencies. */
    private final VirtualSwitch home = new VirtualSwitch(
            1,
            VirtualSwitch.usualSettings(),
            Programs.dialUsers(),
            LooseDirectory.NOBODY,
            MediaSettings.defaults().withPorts(FIRST, FIRST + 7).withQuarantine(Duration.ZERO));

    @Test
    void an_attended_transfer_without_a_port_is_refused_and_both_calls_go_on() {
        ScriptedPhone alice = home.phone("1001").registers();
        ScriptedPhone bob = home.phone("1002").registers();
        ScriptedPhone carol = home.phone("1003").registers();
        ScriptedPhone bobsOtherLine = home.anotherPhone("1002");
        alice.calls("1002");
        bob.answers();
        bobsOtherLine.calls("1003");
        carol.answers();
        home.passes(Duration.ofSeconds(1));
        bob.transfersTo("1003", bobsOtherLine);
        home.passes(Duration.ofSeconds(1));
        assertThat(bob.story()).as(home.ladder()).endsWith("transfer done 503");
        assertThat(home.figures().refusals()).containsEntry(RefusalCause.PORTS, 1L);
        for (ScriptedPhone phone : new ScriptedPhone[] {alice, bob, carol, bobsOtherLine}) {
            assertThat(phone.isTalking()).as(home.ladder()).isTrue();
            phone.media().tone(Codec.PCMU, 440);
        }
        home.passes(Duration.ofSeconds(2));
        assertThat(carol.media().packetsHeard()).isGreaterThan(95);
        assertThat(alice.media().packetsHeard()).isGreaterThan(95);
        alice.hangsUp();
        carol.hangsUp();
        home.passes(Duration.ofMinutes(4));
        assertThat(home.figures().calls()).as(home.ladder()).isZero();
        assertThat(home.media().figures().portsInUse()).isZero();
        home.close();
    }
}
