package org.strowger.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.audio.codec.G711;

class ToneDetectorTest {

    private final List<HeardTone> told = new ArrayList<>();
    private final ToneDetector detector = new ToneDetector(8000, told::add);
    private final Random random = new Random(9);

    private void hear(short[] pcm) {
        for (int i = 0; i < pcm.length; i++)
            pcm[i] = G711.ALAW.decode(G711.ALAW.encode((short) (pcm[i] + 50 * random.nextGaussian())));
        for (int at = 0; at + 160 <= pcm.length; at += 160) detector.hear(pcm, at, 160);
    }

    private static short[] tone(double hertz, int millis) {
        return Tone.sine(hertz, 8000, Duration.ofMillis(millis));
    }

    private void silence(int millis) {
        hear(new short[8 * millis]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1064, 1100, 1136})
    void a_calling_fax_is_heard_at_each_of_its_tones(int hertz) {
        for (int i = 0; i < 3; i++) {
            hear(tone(hertz, 500));
            silence(3000);
        }
        assertThat(told).containsExactly(HeardTone.FAX_CALLING, HeardTone.FAX_CALLING, HeardTone.FAX_CALLING);
    }

    @Test
    void an_answering_fax_is_heard_once_within_a_second() {
        silence(500);
        hear(tone(2100, 1000));
        assertThat(told).containsExactly(HeardTone.FAX_ANSWERING);
        hear(tone(2100, 2300));
        silence(500);
        assertThat(told).hasSize(1);
    }

    @Test
    void an_answering_modem_that_turns_its_phase_is_heard_too() {
        for (int i = 0; i < 6; i++) {
            short[] part = tone(2100, 440);
            if (i % 2 == 1) for (int j = 0; j < part.length; j++) part[j] = (short) -part[j];
            hear(part);
        }
        assertThat(told).containsExactly(HeardTone.FAX_ANSWERING);
    }

    @ParameterizedTest
    @ValueSource(ints = {440, 800, 1000, 1400, 2000})
    void a_beep_is_heard_when_it_is_over(int hertz) {
        silence(200);
        hear(tone(hertz, 300));
        assertThat(told).isEmpty();
        silence(200);
        assertThat(told).containsExactly(HeardTone.BEEP);
    }

    @Test
    void twenty_minutes_of_speech_are_no_tone() {
        SpeechLike speech = new SpeechLike(3, -12);
        short[] second = new short[8000];
        for (int i = 0; i < 1200; i++) {
            speech.fill(second);
            hear(second);
        }
        assertThat(told).isEmpty();
    }

    @Test
    void digits_and_dial_tone_are_no_beep() {
        hear(DtmfTone.of('5', 8000, Duration.ofMillis(300), -10));
        silence(200);
        hear(DtmfTone.of(350, -13, 440, -13, 8000, Duration.ofSeconds(2)));
        silence(200);
        assertThat(told).isEmpty();
    }
}
