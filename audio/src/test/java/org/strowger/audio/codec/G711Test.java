package org.strowger.audio.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Against the tables of ITU-T G.711 themselves: decision values and quantised values, spelled out from the segments.
 */
class G711Test {

    private static final int[] ULAW_OUTPUTS = ulawOutputs();
    private static final int[] ALAW_OUTPUTS = alawOutputs();

    /** Tables 2a and 2b: positive output values on the 14-bit scale, by character signal from 0xFF down. */
    private static int[] ulawOutputs() {
        int[] outputs = new int[128];
        for (int n = 0; n < 128; n++) {
            int segment = n / 16;
            outputs[n] = (33 << segment) - 33 + (n % 16) * (2 << segment);
        }
        return outputs;
    }

    /** Tables 1a and 1b: positive output values on the 13-bit scale (4096 full). */
    private static int[] alawOutputs() {
        int[] outputs = new int[128];
        for (int n = 0; n < 128; n++) {
            int segment = n / 16;
            int step = segment == 0 ? 2 : 1 << segment;
            int base = segment == 0 ? 0 : 32 << (segment - 1);
            outputs[n] = base + (n % 16) * step + step / 2;
        }
        return outputs;
    }

    /**
     * The interval that a magnitude falls into: decision values lie half a step below the outputs, segment by segment.
     */
    private static int interval(int[] outputs, int[] steps, int magnitude) {
        int n = 127;
        while (n > 0 && magnitude < outputs[n] - steps[n / 16] / 2) n--;
        return n;
    }

    /** Both laws cut the lowest bits first, towards minus infinity; negative values mirror the positive ones. */
    private static int reference(G711 law, int sample) {
        int magnitude = sample < 0 ? ~sample : sample;
        if (law == G711.ULAW) {
            int n = interval(ULAW_OUTPUTS, new int[] {2, 4, 8, 16, 32, 64, 128, 256}, magnitude >> 2);
            return sample < 0 ? 0x7F - n : 0xFF - n;
        }
        int n = interval(ALAW_OUTPUTS, new int[] {2, 2, 4, 8, 16, 32, 64, 128}, magnitude >> 3);
        return (sample < 0 ? n : 0x80 | n) ^ 0x55;
    }

    @ParameterizedTest
    @EnumSource
    void every_sample_is_encoded_as_the_recommendations_table_says(G711 law) {
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            int code = law.encode((short) sample) & 0xFF;
            if (code != reference(law, sample))
                assertThat(code).as("%s of %d", law, sample).isEqualTo(reference(law, sample));
        }
    }

    @Test
    void every_code_is_decoded_to_the_tables_output() {
        for (int n = 0; n < 128; n++) {
            assertThat(G711.ULAW.decode((byte) (0xFF - n))).isEqualTo((short) (4 * ULAW_OUTPUTS[n]));
            assertThat(G711.ULAW.decode((byte) (0x7F - n))).isEqualTo((short) (-4 * ULAW_OUTPUTS[n]));
            assertThat(G711.ALAW.decode((byte) ((0x80 | n) ^ 0x55))).isEqualTo((short) (8 * ALAW_OUTPUTS[n]));
            assertThat(G711.ALAW.decode((byte) (n ^ 0x55))).isEqualTo((short) (-8 * ALAW_OUTPUTS[n]));
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_was_decoded_is_encoded_to_the_same_code(G711 law) {
        for (int code = 0; code < 256; code++) {
            // µ-law has two zeroes, of which the positive one is sent.
            int expected = law == G711.ULAW && code == 0x7F ? 0xFF : code;
            assertThat(law.encode(law.decode((byte) code)) & 0xFF).isEqualTo(expected);
        }
    }

    /** The ends of the scale and its middle. */
    @ParameterizedTest
    @CsvSource({
        "ULAW,0,0xFF",
        "ULAW,32767,0x80",
        "ULAW,-32768,0x00",
        "ALAW,0,0xD5",
        "ALAW,32767,0xAA",
        "ALAW,-32768,0x2A"
    })
    void known_values(G711 law, short sample, int code) {
        assertThat(law.encode(sample) & 0xFF).isEqualTo(code);
    }

    @Test
    void silence_decodes_to_next_to_nothing() {
        assertThat(Math.abs(G711.ULAW.decode(G711.ULAW.silence()))).isLessThanOrEqualTo((short) 8);
        assertThat(Math.abs(G711.ALAW.decode(G711.ALAW.silence()))).isLessThanOrEqualTo((short) 8);
        assertThat(Arrays.stream(G711.values()).map(Enum::name)).containsExactly("ULAW", "ALAW");
    }
}
