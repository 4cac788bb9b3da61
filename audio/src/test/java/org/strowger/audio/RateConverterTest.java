package org.strowger.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the filter lets through and what it keeps back, tone by tone. */
class RateConverterTest {

    private static final double AMPLITUDE = 12_000;

    private static short[] convert(double hertz, int from, int to) {
        RateConverter converter = RateConverter.between(from, to, null);
        short[] in = new short[from / 50];
        short[] out = new short[Frames.MAX_SAMPLES];
        short[] all = new short[2 * to];
        int at = 0;
        for (int frame = 0; frame < 100; frame++) {
            for (int i = 0; i < in.length; i++)
                in[i] = (short) Math.round(AMPLITUDE * Math.sin(2 * Math.PI * hertz * (frame * in.length + i) / from));
            int made = converter.convert(in, in.length, out);
            assertThat(made).isEqualTo(to / 50);
            System.arraycopy(out, 0, all, at, made);
            at += made;
        }
        return Arrays.copyOfRange(all, to, 2 * to);
    }

    private static double decibels(double level) {
        return 20 * Math.log10(Math.max(level, 1e-3) / (AMPLITUDE / Math.sqrt(2)));
    }

    @ParameterizedTest
    @CsvSource({"8000,16000", "8000,48000", "16000,8000", "16000,48000", "48000,8000", "48000,16000", "24000,8000"})
    void the_pass_band_is_flat_to_half_a_decibel(int from, int to) {
        int low = Math.min(from, to);
        for (double hertz = 50; hertz <= 0.425 * low; hertz += low / 64.0) {
            double level = decibels(Tone.level(convert(hertz, from, to)));
            assertThat(level).as("%s Hz from %s to %s", hertz, from, to).isBetween(-0.5, 0.5);
        }
    }

    @ParameterizedTest
    @CsvSource({"16000,8000", "48000,8000", "48000,16000", "24000,8000"})
    void what_would_come_back_as_an_alias_is_60_db_down(int from, int to) {
        for (double hertz = 0.505 * to; hertz < 0.5 * from; hertz += to / 32.0) {
            double level = decibels(Tone.level(convert(hertz, from, to)));
            assertThat(level).as("%s Hz from %s to %s", hertz, from, to).isLessThan(-60);
        }
    }

    @ParameterizedTest
    @CsvSource({"8000,16000", "8000,48000", "16000,48000"})
    void images_are_60_db_down(int from, int to) {
        for (double hertz = 100; hertz <= 0.425 * from; hertz += from / 20.0) {
            short[] heard = convert(hertz, from, to);
            assertThat(Tone.decibels(heard, to, hertz))
                    .as("%s Hz from %s to %s", hertz, from, to)
                    .isGreaterThan(60);
        }
    }
}
