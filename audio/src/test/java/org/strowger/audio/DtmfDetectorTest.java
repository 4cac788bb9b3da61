package org.strowger.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.audio.codec.G711;

class DtmfDetectorTest {

    private final StringBuilder heard = new StringBuilder();
    private final Random random = new Random(1);

    private DtmfDetector detector(int rate) {
        return new DtmfDetector(rate, heard::append);
    }

    private static void silence(DtmfDetector detector, int rate, int millis) {
        hear(detector, new short[rate / 1000 * millis], rate);
    }

    /** In packets of 20 ms, as it comes. */
    private static void hear(DtmfDetector detector, short[] pcm, int rate) {
        int packet = rate / 50;
        for (int at = 0; at < pcm.length; at += packet) detector.hear(pcm, at, Math.min(packet, pcm.length - at));
    }

    private static short[] through(G711 law, short[] pcm) {
        short[] out = new short[pcm.length];
        for (int i = 0; i < pcm.length; i++) out[i] = law.decode(law.encode(pcm[i]));
        return out;
    }

    private void addNoise(short[] pcm, double dbm0) {
        double amplitude = DtmfTone.peak(dbm0) / Math.sqrt(2);
        for (int i = 0; i < pcm.length; i++)
            pcm[i] = (short) Math.clamp(
                    Math.round(pcm[i] + amplitude * random.nextGaussian()), Short.MIN_VALUE, Short.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(ints = {8000, 16_000, 48_000})
    void all_sixteen_are_heard_at_each_rate_from_minus_3_to_minus_30(int rate) {
        DtmfDetector detector = detector(rate);
        StringBuilder pressed = new StringBuilder();
        for (double level = -3; level >= -30; level -= 3)
            for (char digit : Digits.ALL.toCharArray()) {
                hear(detector, DtmfTone.of(digit, rate, Duration.ofMillis(60), level), rate);
                silence(detector, rate, 50);
                pressed.append(digit);
            }
        assertThat(heard.toString()).isEqualTo(pressed.toString());
    }

    /**
     * ITU-T Q.24: tones and pauses of 40 ms; here at any place of the windows, through both laws, with noise 12 dB
     * below.
     */
    @ParameterizedTest
    @CsvSource({"ULAW,-3", "ULAW,-16", "ULAW,-30", "ALAW,-3", "ALAW,-16", "ALAW,-30"})
    void presses_and_pauses_of_40_ms_are_heard_in_noise(G711 law, double level) {
        DtmfDetector detector = detector(8000);
        StringBuilder pressed = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            char digit = Digits.ALL.charAt(i % 16);
            short[] pcm = new short[8 * 80 + random.nextInt(100)];
            System.arraycopy(DtmfTone.of(digit, 8000, Duration.ofMillis(40), level), 0, pcm, 0, 320);
            addNoise(pcm, level + 3 - 12);
            hear(detector, through(law, pcm), 8000);
            pressed.append(digit);
        }
        assertThat(heard.toString()).isEqualTo(pressed.toString());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-3, -10, -20, -30})
    void they_are_heard_over_speech_18_db_below(double level) {
        DtmfDetector detector = detector(8000);
        SpeechLike speech = new SpeechLike(7, level - 18);
        StringBuilder pressed = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            char digit = Digits.ALL.charAt(i % 16);
            short[] pcm = new short[8 * 160];
            speech.fill(pcm);
            short[] tone = DtmfTone.of(digit, 8000, Duration.ofMillis(80), level);
            for (int j = 0; j < tone.length; j++)
                pcm[j] = (short) Math.clamp(pcm[j] + tone[j], Short.MIN_VALUE, Short.MAX_VALUE);
            hear(detector, through(G711.ULAW, pcm), 8000);
            pressed.append(digit);
        }
        assertThat(heard.toString()).isEqualTo(pressed.toString());
    }

    @Test
    void an_hour_of_speech_is_no_digit() {
        DtmfDetector detector = detector(8000);
        short[] packet = new short[160];
        for (int voice = 0; voice < 6; voice++) {
            SpeechLike speech = new SpeechLike(voice, -12);
            for (int i = 0; i < 50 * 600; i++) {
                speech.fill(packet);
                detector.hear(packet, 0, packet.length);
            }
        }
        assertThat(heard.toString()).isEmpty();
    }

    /** ITU-T Q.24: up to 1.5 % off in frequency is a digit, 3.5 % is none. */
    @ParameterizedTest
    @CsvSource({"1.5,true", "-1.5,true", "3.5,false", "-3.5,false"})
    void frequencies_may_be_a_little_off(double percent, boolean isDigit) {
        for (char digit : Digits.ALL.toCharArray()) {
            heard.setLength(0);
            DtmfDetector detector = detector(8000);
            double factor = 1 + percent / 100;
            hear(
                    detector,
                    DtmfTone.of(
                            Digits.low(digit) * factor,
                            -10,
                            Digits.high(digit) * factor,
                            -10,
                            8000,
                            Duration.ofMillis(60)),
                    8000);
            assertThat(heard.toString()).as("%s", digit).isEqualTo(isDigit ? String.valueOf(digit) : "");
        }
    }

    /** The upper tone relative to the lower, dB. */
    @ParameterizedTest
    @CsvSource({"7,true", "-3.5,true", "9.5,false", "-5.5,false"})
    void levels_may_differ_as_much_as_a_line_makes_them(double twist, boolean isDigit) {
        DtmfDetector detector = detector(8000);
        hear(detector, DtmfTone.of(770, -14 - twist / 2, 1336, -14 + twist / 2, 8000, Duration.ofMillis(80)), 8000);
        assertThat(heard.toString()).isEqualTo(isDigit ? "5" : "");
    }

    @Test
    void what_is_too_short_is_no_digit_and_an_interruption_of_10_ms_is_none() {
        DtmfDetector detector = detector(8000);
        for (int i = 0; i < 100; i++) {
            hear(detector, DtmfTone.of('4', 8000, Duration.ofMillis(23), -10), 8000);
            hear(detector, new short[400 + i], 8000);
        }
        assertThat(heard.toString()).isEmpty();
        for (int i = 0; i < 100; i++) {
            heard.setLength(0);
            short[] pcm = DtmfTone.of('4', 8000, Duration.ofMillis(150), -10);
            for (int j = 560; j < 640; j++) pcm[j] = 0;
            hear(detector, pcm, 8000);
            hear(detector, new short[400 + i], 8000);
            assertThat(heard.toString()).isEqualTo("4");
        }
    }

    @Test
    void a_single_tone_and_three_tones_are_no_digit() {
        DtmfDetector detector = detector(8000);
        hear(detector, Tone.sine(770, 8000, Duration.ofSeconds(1)), 8000);
        short[] pcm = DtmfTone.of('5', 8000, Duration.ofSeconds(1), -10);
        short[] third = Tone.sine(1633, 8000, Duration.ofSeconds(1));
        for (int i = 0; i < pcm.length; i++) pcm[i] += third[i];
        hear(detector, pcm, 8000);
        assertThat(heard.toString()).isEmpty();
    }
}
