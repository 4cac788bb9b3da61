package org.strowger.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerIdMaskTest {

    @ParameterizedTest
    @CsvSource({
        "+1555123XXXX, 1042, +15551231042",
        "+1555123XXXX, 42, +155512342",
        "+1555123XXXX, 491711042, +15551231042",
        "5551234, 1042, 5551234",
        "XXX, 1042, 042"
    })
    void a_mask_keeps_the_last_digits_of_the_original(String mask, String original, String shown) {
        assertThat(CallerIdMask.apply(mask, original)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12X34", "+1 555", "sip:1@x", "1\r\nEvil: 1", "++1"})
    void what_is_no_mask_is_refused_with_a_remedy(String mask) {
        assertThatThrownBy(() -> CallerIdMask.apply(mask, "1042"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("use digits");
    }
}
