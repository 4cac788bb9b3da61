package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.audio.Tone;
import org.strowger.audio.sound.SoundLibrary;
import org.strowger.call.event.CallEvent;
import org.strowger.call.setup.SoundSettings;
import org.strowger.sdp.Codec;

/** Names, recordings, music and levels of conferences, in virtual time. */
class ConferenceMannersTest {

    private static final int RATE = 8000;

    @TempDir
    Path folder;

    private VirtualSwitch home =
            new VirtualSwitch(1, VirtualSwitch.usualSettings(), (_, _, _) -> Programs.program(_ -> {}));
    private ScriptedPhone ada = home.phone("1001");
    private ScriptedPhone bertrand = home.phone("1002");

    @BeforeEach
    void plan() throws IOException {
        home.close();
        home = new VirtualSwitch(
                1,
                VirtualSwitch.usualSettings(List.of(folder)).sound(SoundSettings.below(folder)),
                (_, _, _) -> Programs.program(_ -> {}));
        ada = home.phone("1001").registers();
        bertrand = home.phone("1002").registers();
        home.dialplan(Files.writeString(folder.resolve("plan.groovy"), """
            route('700') { conference 'main' }
            route('701') { conference 'main', names: true }
            route('702') { conference 'board', record: 'board.wav' }
            route('703') { conference 'later', moderated: true, music: 'music-on-hold.wav', record: 'later.wav' }
            route('704') { conference 'later', moderated: true, role: 'moderator' }
            route('705') { conference 'main', volume: -20 }
            route('706') { conference 'main', leveled: true }
            """));
    }

    @AfterEach
    void nothing_is_left_behind() {
        Leftovers.none(home);
        home.close();
    }

    private String trace() {
        return String.join("\n", home.trace());
    }

    private void passes(long millis) {
        home.passes(Duration.ofMillis(millis));
    }

    private static double hears(ScriptedPhone phone, int hertz, long lastMillis) {
        return Tone.decibels(phone.media().heard(Duration.ofMillis(lastMillis)), RATE, hertz);
    }

    private static double level(ScriptedPhone phone) {
        return 20 * Math.log10(Tone.level(phone.media().heard(Duration.ofMillis(500))));
    }

    private long kept(String directory) throws IOException {
        Path there = folder.resolve(directory);
        if (!Files.isDirectory(there)) return 0;
        try (Stream<Path> files = Files.list(there)) {
            return files.count();
        }
    }

    /** Comes to a room where names are asked, and says so much. */
    private void comesAndSays(int millis) {
        bertrand.calls("701");
        for (int i = 0; i < 60 && hears(bertrand, 1000, 200) < 15; i++) passes(100);
        assertThat(hears(bertrand, 1000, 200)).as("the tone").isGreaterThan(15);
        passes(400);
        bertrand.media().tone(Codec.PCMU, 620);
        passes(millis);
        bertrand.media().silence();
    }

    @Test
    void a_name_is_said_at_the_door_and_heard_when_its_owner_comes_and_leaves() throws IOException {
        ada.calls("700");
        passes(1_000);
        comesAndSays(800);
        assertThat(hears(ada, 620, 1_000)).as("not in the room yet").isLessThan(0);
        passes(2_600);
        assertThat(hears(ada, 620, 800)).as(trace()).isGreaterThan(10);
        passes(2_500);
        assertThat(Heard.by(ada, "conference-entered.wav")).as(trace()).isTrue();
        assertThat(Heard.by(ada, "conference-left.wav")).isFalse();
        assertThat(kept("recordings/names")).isZero();
        bertrand.hangsUp();
        passes(4_000);
        assertThat(Heard.by(ada, "conference-left.wav")).as(trace()).isTrue();
        ada.hangsUp();
    }

    @Test
    void who_says_nothing_comes_with_notes() throws IOException {
        ada.calls("700");
        passes(1_000);
        comesAndSays(0);
        passes(8_000);
        bertrand.media().tone(Codec.PCMU, 700);
        passes(1_000);
        assertThat(hears(ada, 700, 500)).as(trace()).isGreaterThan(15);
        assertThat(Heard.by(ada, "conference-entered.wav")).isFalse();
        bertrand.hangsUp();
        ada.hangsUp();
    }

    @Test
    void who_hangs_up_at_the_door_leaves_no_file() throws IOException {
        comesAndSays(500);
        bertrand.hangsUp();
        passes(5_000);
        assertThat(kept("recordings/names")).as(trace()).isZero();
    }

    @Test
    void a_room_is_recorded_from_its_first_member_to_its_last() throws IOException {
        ada.calls("702");
        bertrand.calls("702");
        ada.media().tone(Codec.PCMU, 440);
        bertrand.media().tone(Codec.PCMU, 880);
        passes(4_000);
        ada.hangsUp();
        passes(2_000);
        bertrand.hangsUp();
        passes(1_000);
        short[] kept = SoundLibrary.samples(folder.resolve("recordings/board.wav"), RATE)
                .samples();
        assertThat(kept.length / 8.0).isCloseTo(6_000, within(200.0));
        short[] both = Arrays.copyOfRange(kept, 8_000, 28_000);
        assertThat(Tone.decibels(both, RATE, 440)).isGreaterThan(-6);
        assertThat(Tone.decibels(both, RATE, 880)).isGreaterThan(-6);
        assertThat(Tone.decibels(Arrays.copyOfRange(kept, 36_000, 46_000), RATE, 880))
                .isGreaterThan(15);
        assertThat(home.events().stream().map(event -> event.what()).filter(CallEvent.Recorded.class::isInstance))
                .singleElement()
                .extracting(what -> ((CallEvent.Recorded) what).ending())
                .isEqualTo("STOPPED");
    }

    @Test
    void until_the_moderator_comes_there_is_music_and_no_recording() throws IOException {
        ada.calls("703");
        passes(10_000);
        assertThat(Heard.by(ada, "music-on-hold.wav")).as(trace()).isTrue();
        bertrand.calls("704");
        passes(2_000);
        bertrand.media().tone(Codec.PCMU, 880);
        passes(1_000);
        assertThat(hears(ada, 880, 500)).isGreaterThan(15);
        bertrand.hangsUp();
        passes(1_000);
        assertThat(SoundLibrary.samples(folder.resolve("recordings/later.wav"), RATE)
                                .samples()
                                .length
                        / 8.0)
                .isCloseTo(3_000, within(250.0));
    }

    @Test
    void a_member_may_be_made_softer() {
        ada.calls("700");
        bertrand.calls("700");
        bertrand.media().tone(Codec.PCMU, 880);
        passes(2_000);
        double usual = level(ada);
        bertrand.hangsUp();
        passes(1_000);
        bertrand.calls("705");
        bertrand.media().tone(Codec.PCMU, 880);
        passes(2_000);
        assertThat(level(ada)).isCloseTo(usual - 20, within(1.5));
        bertrand.hangsUp();
        ada.hangsUp();
    }
}
