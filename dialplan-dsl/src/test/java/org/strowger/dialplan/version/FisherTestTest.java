package org.strowger.dialplan.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FisherTestTest {

    /** R. A. Fisher, The Design of Experiments, §7: the lady tasting tea has 4 of 4 right once in 70 times. */
    @Test
    void the_lady_tasting_tea() {
        assertThat(FisherTest.chance(4, 4, 0, 4)).isCloseTo(1 / 70.0, within(1e-9));
        assertThat(FisherTest.chance(3, 4, 1, 4)).isCloseTo(17 / 70.0, within(1e-9));
    }

    @Test
    void equal_rates_are_no_surprise_and_great_numbers_no_trouble() {
        assertThat(FisherTest.chance(0, 0, 0, 0)).isEqualTo(1);
        assertThat(FisherTest.chance(50, 1_000, 950, 19_000)).isBetween(0.4, 0.6);
        assertThat(FisherTest.chance(50_000, 100_000, 90_000, 1_900_000)).isLessThan(1e-9);
    }
}
