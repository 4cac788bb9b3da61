package org.strowger.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("of fifty calls, what has been spoken in five seconds is to be on disk a second later")
class RecordingsTest {

    private static final int CALLS = 50;
    private static final Duration SPOKEN = Duration.ofSeconds(5);
    private static final double LOST_AT_MOST = 1.2; // seconds: of the last one, and what starting takes

    @RegisterExtension
    static final Lab LAB = Lab.withSwitch().alone();

    @Test
    void after_kill_9_all_recordings_play_up_to_their_last_second() throws Exception {
        LAB.caller("speaks")
                .dials("7200")
                .times(CALLS, CALLS, Duration.ofMinutes(1))
                .start();
        try (PackagedSwitch killed = LAB.handOver()) {
            assertThat(Processes.eventually(
                            Duration.ofSeconds(10), () -> killed.status().calls() == CALLS))
                    .as(killed.lastWords())
                    .isTrue();
            Processes.pause(SPOKEN);
            killed.kill();
            List<Path> recordings = recordings(killed.directory().resolve("recordings"));
            assertThat(recordings).hasSize(CALLS).allSatisfy(RecordingsTest::plays);
        }
    }

    private static void plays(Path recording) throws IOException, UnsupportedAudioFileException {
        assertThat(seconds(recording))
                .isGreaterThan(SPOKEN.toSeconds() - LOST_AT_MOST)
                .isLessThan(SPOKEN.toSeconds() + 5.0);
        assertThat(loudest(recording)).isGreaterThan(1000);
    }

    private static List<Path> recordings(Path below) throws IOException {
        try (var files = Files.walk(below)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static double seconds(Path file) throws IOException, UnsupportedAudioFileException {
        try (AudioInputStream audio = AudioSystem.getAudioInputStream(file.toFile())) {
            return audio.getFrameLength() / (double) audio.getFormat().getFrameRate();
        }
    }

    /** The loudest sample that can be read. */
    private static int loudest(Path file) throws IOException, UnsupportedAudioFileException {
        try (AudioInputStream audio = AudioSystem.getAudioInputStream(file.toFile())) {
            byte[] all = audio.readAllBytes();
            assertThat(all.length).isEqualTo(audio.getFrameLength() * 2);
            int loudest = 0;
            for (int i = 0; i + 1 < all.length; i += 2)
                loudest = Math.max(loudest, Math.abs((short) ((all[i] & 0xFF) | (all[i + 1] << 8))));
            return loudest;
        }
    }
}
