package org.strowger.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** 03-trunk.groovy: the second carrier rings only when the first answers 5xx or 408 or is down, never after a 486. */
    @ParameterizedTest
    @CsvSource({"503, true", "500, true", "408, true", "486, false", "600, false", "603, false", "403, false"})
    void another_is_tried_only_after_one_that_was_not_reached(int status, boolean next) {
        assertThat(Outcomes.mayTryNext(Outcomes.of(status, ""))).isEqualTo(next);
    }

    @Test
    void of_several_the_one_that_says_most_wins() {
        assertThat(Outcomes.best(List.of(new DialOutcome.NoAnswer(), Outcomes.of(486, ""), Outcomes.of(404, ""))))
                .isEqualTo(new DialOutcome.Busy(486));
        assertThat(Outcomes.best(List.of()).status()).isEqualTo(480);
    }
}
