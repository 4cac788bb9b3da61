package org.strowger.call.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.call.DialOutcome;
import org.strowger.call.core.Outcomes;

class OutcomesTest {

    @ParameterizedTest
    @CsvSource({
        "486, Busy",
        "600, Busy",
        "603, Rejected",
        "403, Rejected",
        "488, Rejected",
        "302, Rejected",
        "404, Unreachable",
        "480, Unreachable",
        "408, Unreachable",
        "500, Unreachable",
        "503, Unreachable"
    })
    void each_status_has_its_outcome(int status, String outcome) {
        assertThat(Outcomes.of(status, "why").getClass().getSimpleName()).isEqualTo(outcome);
    }

    /**
     * 03-trunk.groovy: the second carrier rings only when the first answers 5xx or 408 or is down, never after a 486.
     */
    @ParameterizedTest
    @CsvSource({
        "503, true",
        "500, true",
        "408, true",
        "486, false",
        "600, false",
        "603, false",
        "403, false",
        "404, false",
        "480, false"
    })
    void another_way_to_the_same_number_is_tried_only_after_one_that_is_down(int status, boolean next) {
        assertThat(InTurnHunt.Persistence.ANOTHER_WAY.leadsOn(Outcomes.of(status, "")))
                .isEqualTo(next);
    }

    @Test
    void a_host_without_a_response_is_down_and_a_phone_that_nobody_answers_is_not() {
        assertThat(InTurnHunt.Persistence.ANOTHER_WAY.leadsOn(Outcomes.down("no response")))
                .isTrue();
        assertThat(InTurnHunt.Persistence.ANOTHER_WAY.leadsOn(new DialOutcome.NoAnswer()))
                .isFalse();
    }

    /** RFC 3261 §16.7: what one phone says of busy or declined holds for the person. */
    @ParameterizedTest
    @CsvSource({"486, false", "603, false", "404, true", "480, true", "503, true"})
    void another_phone_of_the_same_person_rings_unless_the_person_has_spoken(int status, boolean next) {
        assertThat(InTurnHunt.Persistence.ONE_PERSON.leadsOn(Outcomes.of(status, "")))
                .isEqualTo(next);
    }

    /** 06-ring-groups.groovy: the mobile and the answering service are others than those who are busy. */
    @ParameterizedTest
    @CsvSource({"486", "603", "404", "480", "503"})
    void somebody_else_rings_whatever_the_one_before_said(int status) {
        assertThat(InTurnHunt.Persistence.SOMEBODY_ELSE.leadsOn(Outcomes.of(status, "")))
                .isTrue();
    }

    @Test
    void of_several_the_one_that_says_most_wins() {
        assertThat(Outcomes.best(List.of(new DialOutcome.NoAnswer(), Outcomes.of(486, ""), Outcomes.of(404, ""))))
                .isEqualTo(new DialOutcome.Busy(486));
        assertThat(Outcomes.best(List.of()).status()).isEqualTo(480);
    }
}
