package org.strowger.audio.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EModelTest {

    /** G.107 Annex B, table B.1: the rating and what users say of it. */
    @ParameterizedTest
    @CsvSource({"90, 4.34", "80, 4.03", "70, 3.60", "60, 3.10", "50, 2.58", "0, 1.00", "100, 4.50"})
    void a_rating_has_the_opinion_of_the_recommendation(double rating, double opinion) {
        assertThat(EModel.opinion(rating)).isCloseTo(opinion, within(0.01));
    }

    @ParameterizedTest
    @CsvSource({
        // loss %, delay ms, R by hand: 93.2 − 0.024·d − 0.11·(d−177.3) − 95·p/(p+25.1)
        "0, 0, 93.2",
        "0, 100, 90.8",
        "0, 200, 85.903",
        "5, 0, 77.419",
        "10, 150, 62.535"
    })
    void loss_and_delay_take_from_the_rating_what_the_formula_says(double loss, double delay, double rating) {
        assertThat(EModel.rating(EModel.Codec.G711, loss, delay)).isCloseTo(rating, within(0.01));
    }

    @Test
    void nothing_but_loss_is_as_bad_as_can_be() {
        assertThat(EModel.opinion(EModel.rating(EModel.Codec.named("PCMU"), 100, 1000)))
                .isEqualTo(1);
    }
}
