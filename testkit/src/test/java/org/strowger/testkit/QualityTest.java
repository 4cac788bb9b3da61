package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.call.event.LegEvent.LegHeard;
import org.strowger.call.event.LegEvent.LegMute;
import org.strowger.call.event.LegQuality;
import org.strowger.media.MuteCause;
import org.strowger.media.memory.NetworkConditions;
import org.strowger.sdp.Codec;

/** What is told of each leg's audio when it is over, in virtual time. */
class QualityTest {

    private final VirtualSwitch home = new VirtualSwitch(1, VirtualSwitch.usualSettings(), Programs.dialUsers());
    private final ScriptedPhone alice = home.phone("1001").registers();
    private final ScriptedPhone bob = home.phone("1002").registers();

    @AfterEach
    void nothing_is_left_behind() {
        Leftovers.none(home);
        home.close();
    }

    private List<LegQuality> heard() {
        return home.events().stream()
                .map(event -> event.what())
                .filter(LegHeard.class::isInstance)
                .map(heard -> ((LegHeard) heard).quality())
                .toList();
    }

    private void talk(Duration length) {
        alice.calls("1002");
        bob.answers();
        alice.media().tone(Codec.PCMU, 440);
        bob.media().tone(Codec.PCMU, 880);
        home.passes(length);
        alice.hangsUp();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.01, 0", "0.05, 0", "0.05, 60", "0.2, 20"})
    void the_score_is_that_of_the_formula(double loss, int jitterMillis) {
        home.media().conditions(new NetworkConditions(loss, 0, Duration.ZERO, Duration.ofMillis(jitterMillis)));
        talk(Duration.ofSeconds(60));
        assertThat(heard()).as(trace()).hasSize(2).allSatisfy(leg -> {
            assertThat(leg.codec()).isEqualTo("PCMU");
            assertThat(leg.received() + leg.lost()).isCloseTo(3000, within(30L));
            assertThat(leg.lost()).isCloseTo(Math.round(3000 * loss), within(60L));
            // G.107 with G.113's Bpl of 25.1 for G.711; what is in buffers and on the way stays far below 177 ms.
            double percent = 100 * loss;
            double rating = 93.2 - 0.024 * (40 + jitterMillis) - 95 * percent / (percent + 25.1);
            double score = 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6;
            assertThat(leg.mos()).isCloseTo(score, within(0.3));
        });
        assertThat(home.figures().legsHeard()).isEqualTo(2);
        assertThat(home.figures().legsHeardBadly()).isEqualTo(loss < 0.2 ? 0 : 2);
    }

    @Test
    void a_pause_in_which_the_clock_of_the_sender_stands_still_is_no_jitter() {
        alice.calls("1002");
        bob.answers();
        bob.media().tone(Codec.PCMU, 880);
        for (int i = 0; i < 5; i++) {
            alice.media().tone(Codec.PCMU, 440);
            home.passes(Duration.ofSeconds(2));
            alice.media().silence();
            home.passes(Duration.ofSeconds(20));
        }
        // One who neither speaks nor reports to the end can't be told from one who is gone: that she was there, going
        // on says.
        alice.media().tone(Codec.PCMU, 440);
        home.passes(Duration.ofSeconds(2));
        alice.hangsUp();
        assertThat(heard().getLast().jitter()).as(trace()).isLessThan(Duration.ofMillis(5));
        assertThat(heard().getLast().mos()).isGreaterThan(4.2);
    }

    @Test
    void audio_that_goes_one_way_is_told_once_with_its_cause() {
        alice.calls("1002");
        bob.answers();
        alice.media().tone(Codec.PCMU, 440);
        home.passes(Duration.ofSeconds(4));
        assertThat(mute()).isEmpty();
        home.passes(Duration.ofSeconds(30));
        assertThat(mute()).singleElement().satisfies(told -> {
            assertThat(told.leg()).isEqualTo("b");
            assertThat(told.cause()).isEqualTo(MuteCause.NOTHING_COMES);
            assertThat(told.why()).contains("firewall or NAT");
        });
        assertThat(home.figures().legsMute()).isOne();
        alice.hangsUp();
    }

    private List<LegMute> mute() {
        return home.events().stream()
                .map(event -> event.what())
                .filter(LegMute.class::isInstance)
                .map(LegMute.class::cast)
                .toList();
    }

    @Test
    void a_call_without_audio_tells_of_none() {
        alice.calls("1002");
        bob.answers();
        alice.hangsUp();
        assertThat(heard()).isEmpty();
    }

    private String trace() {
        return String.join("\n", home.trace());
    }
}
