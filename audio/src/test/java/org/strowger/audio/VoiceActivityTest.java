package org.strowger.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The accuracy that is stated for the voice activity detector, on labelled frames of speech-like sound in noise. */
class VoiceActivityTest {

    private boolean speaking;

    private final VoiceActivity voice = new VoiceActivity(new VoiceActivity.Listener() {
        @Override
        public void speaks() {
            speaking = true;
        }

        @Override
        public void fallsSilent() {
            speaking = false;
        }
    });

    private final Random random = new Random(5);

    private static double noise(Random random, double level) {
        return DtmfTone.peak(level) / Math.sqrt(2) * random.nextGaussian();
    }

    /** Level of noise, dBm0, beside speech at -16; share of words found, and of long pauses taken for speech. */
    @ParameterizedTest
    @CsvSource({"-70,0.97,0.02", "-50,0.97,0.02", "-40,0.97,0.02", "-34,0.95,0.03"})
    void speech_is_found_in_noise(double noiseLevel, double least, double most) {
        SpeechLike speech = new SpeechLike(11, -10);
        short[] frame = new short[160];
        int spoken = 0;
        int found = 0;
        int silent = 0;
        int wrong = 0;
        int pauseFrames = 0;
        for (int i = 0; i < 50 * 300; i++) {
            boolean pause = speech.isPause();
            speech.fill(frame);
            pause &= speech.isPause();
            for (int j = 0; j < frame.length; j++) frame[j] += (short) noise(random, noiseLevel);
            voice.hear(frame, 0, frame.length);
            pauseFrames = pause ? pauseFrames + 1 : 0;
            if (i < 150) continue; // until it knows the noise
            // What belongs to the gap between two words may be either.
            if (pauseFrames == 0) {
                spoken++;
                if (speaking) found++;
            } else if (pauseFrames > 13) {
                silent++;
                if (speaking) wrong++;
            }
        }
        assertThat(found / (double) spoken).isGreaterThan(least);
        assertThat(silent).isGreaterThan(500);
        assertThat(wrong / (double) silent).isLessThan(most);
    }

    @ParameterizedTest
    @CsvSource({"-60", "-45", "-30", "-20"})
    void noise_alone_is_silence_after_three_seconds_whatever_its_level(double level) {
        short[] frame = new short[160];
        int wrong = 0;
        for (int i = 0; i < 50 * 60; i++) {
            for (int j = 0; j < frame.length; j++) frame[j] = (short) noise(random, i < 500 ? -65 : level);
            voice.hear(frame, 0, frame.length);
            if (i > 500 + 175 && speaking) wrong++;
        }
        assertThat(wrong).isZero();
    }
}
