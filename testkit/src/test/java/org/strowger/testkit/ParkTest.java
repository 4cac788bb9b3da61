package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that are parked, and calls that somebody else takes. */
class ParkTest {

    @TempDir
    Path folder;

    private final VirtualSwitch home =
            new VirtualSwitch(1, VirtualSwitch.usualSettings(), (_, _, _) -> Programs.program(_ -> {}));
    private final ScriptedPhone alice = home.phone("1001").registers();
    private final ScriptedPhone bob = home.phone("1002").registers();
    private final ScriptedPhone carol = home.phone("1003").registers();

    @BeforeEach
    void plan() throws IOException {
        home.dialplan(Files.writeString(folder.resolve("plan.groovy"), """
            route('1XXX') { dial user(number), timeout: 20.seconds }
            route('7XX') { if (park(number, timeout: 40.seconds) instanceof NoAnswer) dial user('1002') }
            route('*8.') { pickup number.drop(2) }
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

    @Test
    void a_parked_caller_is_taken_by_another_phone() {
        alice.calls("701");
        assertThat(alice.isTalking()).as(trace()).isTrue();
        carol.calls("*8701");
        Heard.eachOther(home, alice, carol);
        carol.hangsUp();
        assertThat(alice.isTalking()).as(trace()).isFalse();
        alice.calls("701");
        carol.calls("*8701");
        Heard.eachOther(home, alice, carol);
        alice.hangsUp();
        assertThat(carol.isTalking()).as(trace()).isFalse();
    }

    @Test
    void who_is_parked_hears_music_until_it_is_taken() {
        alice.calls("701");
        home.passes(Duration.ofSeconds(30));
        assertThat(Heard.by(alice, "music-on-hold.wav")).as(trace()).isTrue();
        carol.calls("*8701");
        Heard.eachOther(home, alice, carol);
        carol.hangsUp();
    }

    @Test
    void a_phone_parks_whom_it_talks_to_by_transfer() {
        alice.calls("1002");
        bob.answers();
        bob.transfersTo("705");
        home.passes(Duration.ofSeconds(1));
        assertThat(bob.isTalking()).as(trace()).isFalse();
        assertThat(alice.isTalking()).isTrue();
        carol.calls("*8705");
        Heard.eachOther(home, alice, carol);
        alice.hangsUp();
        assertThat(carol.isTalking()).as(trace()).isFalse();
    }

    @Test
    void who_is_forgotten_comes_back() {
        alice.calls("701");
        home.passes(Duration.ofSeconds(41));
        assertThat(bob.isRinging()).as(trace()).isTrue();
        alice.hangsUp();
        assertThat(bob.isRinging()).isFalse();
    }

    @Test
    void a_place_that_is_taken_and_one_that_is_empty_are_told() {
        alice.calls("701");
        bob.calls("701");
        assertThat(bob.isTalking()).as("taken").isFalse();
        carol.calls("*8702");
        assertThat(carol.lastStatus()).as(trace()).isEqualTo(404);
        alice.hangsUp();
        carol.calls("*8701");
        assertThat(carol.lastStatus()).as("gone").isEqualTo(404);
    }

    @Test
    void a_call_that_rings_for_somebody_else_is_picked_up() {
        alice.calls("1002");
        carol.calls("*81002");
        assertThat(bob.story()).as(trace()).endsWith("stopped ringing");
        assertThat(bob.lastCancel()).contains("elsewhere");
        Heard.eachOther(home, alice, carol);
        carol.hangsUp();
        assertThat(alice.isTalking()).as(trace()).isFalse();
    }

    @Test
    void who_is_too_late_to_pick_up_is_told() {
        alice.calls("1002");
        bob.answers();
        carol.calls("*81002");
        assertThat(carol.lastStatus()).as(trace()).isEqualTo(404);
        alice.hangsUp();
    }
}
