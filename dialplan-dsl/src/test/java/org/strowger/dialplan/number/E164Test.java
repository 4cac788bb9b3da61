package org.strowger.dialplan.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.dialplan.FakeCall;
import org.strowger.dialplan.Plans;

class E164Test {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "DE, 030 1234567, +49301234567",
        "DE, 0049 30 1234567, +49301234567",
        "DE, +49 (0)30 1234567, +49301234567",
        "DE, +1 (212) 555-0100, +12125550100",
        "DE, 110, 110",
        "DE, 1001, 1001",
        "US, 2125550100, +12125550100",
        "US, 1-212-555-0100, +12125550100",
        "US, 011 49 30 1234567, +49301234567",
        "US, 911, 911",
        "IT, 06 6982 1234, +390669821234", // Italy's 0 belongs to the number
        "HU, 06 1 234 5678, +3612345678",
        "RU, 8 495 123 45 67, +74951234567",
        "RU, 810 49 30 1234567, +49301234567",
        "GB, 020 7946 0018, +442079460018",
        "FR, 01 23 45 67 89, +33123456789",
        "FR, 15, 15",
        "ES, 912345678, +34912345678",
        "DK, 32123456, +4532123456",
        "AU, 0011 49 30 1234567, +49301234567",
        "JP, 010 49 30 1234567, +49301234567",
        "SG, 001 49 30 1234567, +49301234567",
        "FI, 990 49 30 1234567, +49301234567",
        "DE, +12345678901234567, +12345678901234567",
        "DE, alice, alice"
    })
    void numbers_are_made_international_by_the_rules_of_the_country(String country, String dialled, String number) {
        assertThat(E164.international(dialled, country)).isEqualTo(number);
    }

    @Test
    void some_forty_countries_are_known() {
        assertThat(E164.countries()).hasSizeGreaterThan(40);
    }

    @Test
    void scripts_make_numbers_international_and_mask_them() throws Exception {
        var plans = new Plans(folder);
        var plan = plans.plan("""
                def home = e164('030 1234567', country: 'DE')
                route('0.') { header 'A', e164(number, country: 'de') + ' ' + home + ' ' + masked(number, '+1555123XXXX') }
                """);
        assertThat(new FakeCall("0301042").through(plan))
                .containsExactly("header A: +49301042 +49301234567 +15551231042");
        assertThat(plans.problems("route('1') { e164(number, country: 'XX'); masked(number, 'abc') }")
                        .toString())
                .contains("plan.groovy:1:36: the numbers of country 'XX' aren't known")
                .contains("'abc' is no number mask");
    }
}
