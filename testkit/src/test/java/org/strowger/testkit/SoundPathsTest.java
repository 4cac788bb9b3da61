package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.call.setup.SoundSettings;

/**
 * Names of files that are made of what a caller dials (RFC 3261 §19.1.2: a user part holds anything once it is
 * unescaped) stay in the directories of sounds and recordings.
 */
class SoundPathsTest {

    @TempDir
    Path folder;

    private VirtualSwitch home =
            new VirtualSwitch(1, VirtualSwitch.usualSettings(), (_, _, _) -> Programs.program(_ -> {}));
    private ScriptedPhone ada = home.phone("1001");

    @BeforeEach
    void office() throws IOException {
        home.close();
        Path sounds = Files.createDirectories(folder.resolve("switch/sounds"));
        Files.copy(Path.of("..", "examples", "office", "sounds", "hello.wav"), sounds.resolve("hello.wav"));
        Files.copy(Path.of("..", "examples", "office", "sounds", "hello.wav"), folder.resolve("secret.wav"));
        home = new VirtualSwitch(
                1,
                VirtualSwitch.usualSettings(List.of(sounds)).sound(SoundSettings.below(folder.resolve("switch"))),
                (_, _, _) -> Programs.program(_ -> {}));
        ada = home.phone("1001").registers();
        home.dialplan(Files.writeString(folder.resolve("plan.groovy"), """
            route('6.') { answer(); play "${number.drop(1)}" }
            route('7.') { record "${number.drop(1)}.wav", max: 2.seconds }
            route('8.') { recording.start "${number.drop(1)}.wav"; answer(); sleep 2000 }
            route('9.') { conference '1', record: "${number.drop(1)}.wav" }
            route('5') { def note = record "note.wav", max: 2.seconds; play "${note.file()}" }
            """));
    }

    @AfterEach
    void nothing_is_left_behind() {
        Leftovers.ofCalls(home);
        home.close();
    }

    private void dials(String number) {
        ada.calls(number.replace("FOLDER", folder.toString()).replace("/", "%2F"));
        ada.media().tone(org.strowger.sdp.Codec.PCMU, 440);
        home.passes(Duration.ofSeconds(5));
        if (ada.isTalking()) ada.hangsUp();
        home.passes(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "6../../secret.wav",
                "6FOLDER/secret.wav",
                "6hello.wav/../../../secret.wav",
                "6%2E%2E/%2E%2E/secret.wav"
            })
    void a_sound_outside_the_directories_is_not_played(String dialled) {
        dials(dialled);
        assertThat(Heard.by(ada, folder.resolve("secret.wav"))).isFalse();
        assertThat(home.figures().programFaults()).as(home.ladder()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"6hello.wav", "6./hello.wav", "6FOLDER/switch/sounds/hello.wav"})
    void a_sound_within_them_is(String dialled) {
        dials(dialled);
        assertThat(Heard.by(ada, folder.resolve("secret.wav")))
                .as(home.ladder())
                .isTrue();
        assertThat(home.figures().programFaults()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "8", "9"})
    void nothing_is_recorded_outside_the_directory(String verb) throws IOException {
        dials(verb + "FOLDER/evil");
        dials(verb + "../../evil");
        dials(verb + "../recordings-of-others/evil");
        assertThat(home.figures().programFaults()).as(home.ladder()).isEqualTo(3);
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all).noneMatch(file -> file.getFileName().toString().startsWith("evil"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "8"})
    void a_recording_goes_below_it(String verb) {
        dials(verb + "notes/evil");
        assertThat(folder.resolve("switch/recordings/notes/evil.wav")).isRegularFile();
        assertThat(home.figures().programFaults()).isZero();
    }

    @Test
    void what_was_recorded_is_played_again() {
        dials("5");
        assertThat(ada.media().heard(Duration.ofSeconds(4)).length).isPositive();
        assertThat(home.figures().programFaults()).as(home.ladder()).isZero();
    }
}
