package org.strowger.dialplan.number;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountryCodeTest {

    @Test
    void a_number_has_the_code_of_its_country_and_islands_of_the_north_american_plan_one_of_their_own() {
        assertThat(CountryCode.of("+49301234567")).contains("49");
        assertThat(CountryCode.of("+252900000")).contains("252");
        assertThat(CountryCode.of("+74951234567")).contains("7");
        assertThat(CountryCode.of("+12125550100")).contains("1");
        assertThat(CountryCode.of("+18765550100")).contains("1876");
        assertThat(CountryCode.of("110")).isEmpty();
        assertThat(CountryCode.of("+491")).isEmpty();
    }
}
