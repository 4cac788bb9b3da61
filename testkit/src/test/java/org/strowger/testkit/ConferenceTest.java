package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.audio.Tone;
import org.strowger.call.RoomSnapshot;
import org.strowger.call.event.RoomEvent;
import org.strowger.sdp.Codec;

/** Conferences on the real switch in virtual time. */
class ConferenceTest {

    private static final Path SOUNDS = Path.of("..", "examples", "office", "sounds");

    @TempDir
    Path folder;

    private final VirtualSwitch home =
            new VirtualSwitch(1, VirtualSwitch.usualSettings(List.of(SOUNDS)), (_, _, _) -> Programs.program(_ -> {}));
    private final ScriptedPhone ada = home.phone("1001");
    private final ScriptedPhone bertrand = home.phone("1002");
    private final ScriptedPhone carla = home.phone("1003");

    @BeforeEach
    void plan() throws IOException {
        Path plan = Files.writeString(folder.resolve("plan.groovy"), """
            route('700') { conference 'main' }
            route('701') { conference 'secret', pin: ask('hello.wav', digits: 4) }
            route('702') { conference 'town-hall', role: 'moderator', moderated: true }
            route('703') { outcome conference('town-hall', role: 'speaker', moderated: true) }
            route('704') { outcome conference('town-hall', role: 'listener', moderated: true) }
            void outcome(Object how) { if (how instanceof Kicked) reject 603 else if (how instanceof Locked) play 'busy.wav' }
            """);
        home.dialplan(plan);
    }

    @AfterEach
    void nothing_is_left_behind() {
        Leftovers.none(home);
        assertThat(rooms()).isEmpty();
        home.close();
    }

    private List<RoomSnapshot> rooms() {
        var rooms = home.exchange().rooms().toCompletableFuture();
        home.passes(Duration.ZERO);
        return rooms.join();
    }

    /** What a phone heard of a tone in the last half second, dB above all else. */
    private static double hears(ScriptedPhone phone, int hertz) {
        short[] pcm = phone.media().heard(Duration.ofMillis(500));
        double ratio = Math.pow(10, Tone.decibels(pcm, 8000, hertz) / 10);
        return 20 * Math.log10(Math.max(1e-3, Tone.level(pcm) * Math.sqrt(ratio / (1 + ratio))));
    }

    private static void says(ScriptedPhone phone, int hertz) {
        phone.media().tone(Codec.PCMU, hertz);
    }

    @Test
    void three_phones_each_hear_the_sum_of_the_others_and_not_their_own() {
        for (ScriptedPhone phone : List.of(ada, bertrand, carla)) phone.calls("700");
        says(ada, 400);
        says(bertrand, 700);
        says(carla, 1100);
        home.passes(Duration.ofSeconds(2));
        assertThat(hears(ada, 700) - hears(ada, 400)).as(trace()).isGreaterThan(40);
        assertThat(hears(ada, 1100) - hears(ada, 400)).isGreaterThan(40);
        assertThat(hears(bertrand, 400) - hears(bertrand, 700)).isGreaterThan(40);
        assertThat(hears(bertrand, 1100) - hears(bertrand, 700)).isGreaterThan(40);
        assertThat(hears(carla, 400) - hears(carla, 1100)).isGreaterThan(40);
        assertThat(hears(carla, 700) - hears(carla, 1100)).isGreaterThan(40);
        assertThat(rooms()).singleElement().satisfies(room -> {
            assertThat(room.name()).isEqualTo("main");
            assertThat(room.members())
                    .extracting(RoomSnapshot.MemberSnapshot::caller)
                    .containsExactly("1001", "1002", "1003");
            assertThat(room.members()).allMatch(RoomSnapshot.MemberSnapshot::talking);
        });
        carla.hangsUp();
        home.passes(Duration.ofSeconds(1));
        assertThat(hears(ada, 1100)).isLessThan(40);
        ada.hangsUp();
        bertrand.hangsUp();
    }

    @Test
    void who_talks_is_told_within_300_ms() {
        ada.calls("700");
        bertrand.calls("700");
        home.passes(Duration.ofSeconds(1));
        says(ada, 400);
        home.passes(Duration.ofMillis(200));
        assertThat(talks()).as(trace()).containsExactly(true);
        ada.media().silence();
        home.passes(Duration.ofMillis(300));
        assertThat(talks()).containsExactly(true, false);
        ada.hangsUp();
        bertrand.hangsUp();
    }

    private List<Boolean> talks() {
        return home.events().stream()
                .filter(event -> event.what() instanceof RoomEvent.RoomTalk)
                .map(event -> ((RoomEvent.RoomTalk) event.what()).talks())
                .toList();
    }

    @Test
    void the_first_sets_the_pin_and_the_others_must_know_it() {
        ada.calls("701").presses("1234");
        home.passes(Duration.ofSeconds(1));
        bertrand.calls("701").presses("4321");
        home.passes(Duration.ofSeconds(1));
        carla.calls("701").presses("1234");
        home.passes(Duration.ofSeconds(1));
        assertThat(bertrand.isTalking()).as(trace()).isFalse();
        assertThat(rooms().getFirst().members()).hasSize(2);
        ada.hangsUp();
        carla.hangsUp();
    }

    @Test
    void all_wait_with_music_for_the_moderator_who_takes_the_conference_along() {
        bertrand.calls("703");
        carla.calls("704");
        says(bertrand, 700);
        home.passes(Duration.ofSeconds(2));
        assertThat(hears(carla, 700)).as(trace()).isLessThan(40);
        assertThat(rooms().getFirst().state()).isEqualTo("WAITING");
        ada.calls("702");
        home.passes(Duration.ofSeconds(1));
        assertThat(hears(carla, 700)).as(trace()).isGreaterThan(60);
        assertThat(hears(ada, 700)).isGreaterThan(60);
        says(carla, 1100);
        home.passes(Duration.ofSeconds(1));
        assertThat(hears(ada, 1100)).as("a listener is not heard").isLessThan(40);
        ada.hangsUp();
        home.passes(Duration.ofSeconds(1));
        assertThat(bertrand.isTalking()).as(trace()).isFalse();
        assertThat(carla.isTalking()).isFalse();
    }

    @Test
    void a_moderator_mutes_locks_and_sends_out_by_keys() {
        ada.calls("702");
        bertrand.calls("703");
        says(bertrand, 700);
        home.passes(Duration.ofSeconds(1));
        assertThat(hears(ada, 700)).as(trace()).isGreaterThan(60);
        ada.presses("*1");
        home.passes(Duration.ofSeconds(2));
        assertThat(hears(ada, 700)).as("all are muted").isLessThan(40);
        bertrand.presses("*6");
        home.passes(Duration.ofSeconds(2));
        assertThat(hears(ada, 700)).as("unmuted by itself").isGreaterThan(60);
        ada.presses("*4");
        home.passes(Duration.ofSeconds(1));
        assertThat(rooms().getFirst().locked()).isTrue();
        carla.calls("703");
        home.passes(Duration.ofSeconds(10));
        assertThat(carla.isTalking()).as("locked").isFalse();
        ada.presses("*7");
        home.passes(Duration.ofSeconds(1));
        assertThat(bertrand.isTalking()).as(trace()).isFalse();
        ada.presses("*9");
        home.passes(Duration.ofSeconds(1));
        assertThat(ada.isTalking()).isFalse();
    }

    private String trace() {
        return String.join("\n", home.trace());
    }
}
