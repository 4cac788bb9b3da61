package org.strowger.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CadenceTest {

    @Test
    void a_tone_sounds_and_pauses_as_it_is_written() {
        Cadence ringing = Cadence.parse("425/1000,0/4000");
        assertThat(ringing.length()).isEqualTo(Duration.ofSeconds(5));
        short[] pcm = ringing.pcm(8000).samples();
        assertThat(Tone.decibels(Arrays.copyOf(pcm, 8000), 8000, 425)).isGreaterThan(60);
        assertThat(Tone.level(Arrays.copyOfRange(pcm, 8000, 40_000))).isZero();
    }

    /** E.180: the level of tones, here -13 dBm0, where a sine at full scale is +3.17 dBm0. */
    @ParameterizedTest
    @ValueSource(strings = {"425", "350+440", "480+620/500"})
    void all_tones_are_equally_loud(String description) {
        double level = Tone.level(Cadence.parse(description).pcm(8000).samples());
        double dBm0 = 20 * Math.log10(level * Math.sqrt(2) / 32_767) + 3.17;
        assertThat(dBm0).isCloseTo(-13, offset(0.3));
    }

    @Test
    void both_of_two_frequencies_are_heard() {
        short[] pcm = Cadence.parse("350+440").pcm(8000).samples();
        assertThat(Tone.decibels(pcm, 8000, 350)).isCloseTo(0, offset(0.5));
        assertThat(Tone.decibels(pcm, 8000, 440)).isCloseTo(0, offset(0.5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "425/", "a", "425/0", "425,", "5000", "425/1000;0", "1+2+3"})
    void what_is_no_tone_is_refused_with_an_example(String description) {
        assertThatThrownBy(() -> Cadence.parse(description))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("tone '" + description + "'");
    }

    @ParameterizedTest
    @CsvSource({"ringback,de,5000", "busy,de,960", "ringback,us,6000", "ringback,gb,3000", "congestion,FR,500"})
    void countries_have_their_own(String tone, String country, long millis) {
        assertThat(CallProgressTones.of(tone, country).orElseThrow().length()).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void every_country_has_every_tone() {
        assertThat(CallProgressTones.countries()).hasSizeGreaterThanOrEqualTo(20);
        for (String country : CallProgressTones.countries())
            for (String tone : CallProgressTones.names())
                assertThat(CallProgressTones.of(tone, country))
                        .as(tone + " of " + country)
                        .isPresent();
        assertThat(CallProgressTones.of("busy", "xx")).isEmpty();
    }
}
