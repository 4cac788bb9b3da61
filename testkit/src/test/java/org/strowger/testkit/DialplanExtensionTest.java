package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The office that we ship, as a user's own JUnit class tests it. */
@DialplanTest("../examples/office")
class DialplanExtensionTest {

    @Test
    void a_phone_that_nobody_answers_plays_that_nobody_is_home(TestSwitch office) {
        ScriptedPhone ada = office.phone("1001");
        ScriptedPhone bertrand = office.phone("1002");
        ada.calls("1002");
        assertThat(bertrand.rings()).isTrue();
        office.time().passes(Duration.ofSeconds(20));
        assertThat(bertrand.stoppedRinging()).as(office.ladder()).isTrue();
        assertThat(ada.hears("nobody-home.wav")).as(office.ladder()).isTrue();
    }

    @Test
    void a_busy_phone_and_one_that_declines_are_told_apart(TestSwitch office) {
        office.phone("1002").answersWith(486);
        office.phone("1003").answersWith(603);
        assertThat(office.testCall("1002").hears("busy.wav"))
                .as(office.ladder())
                .isTrue();
        assertThat(office.testCall("1003").hears("sorry.wav"))
                .as(office.ladder())
                .isTrue();
    }

    @Test
    void accounts_are_those_of_the_configuration(TestSwitch office) {
        assertThat(office.testCall("1044").getOutcome().status())
                .as(office.ladder())
                .isEqualTo(404);
    }
}
