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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.audio.Tone;
import org.strowger.call.event.CallEvent;
import org.strowger.sdp.Codec;

/** The dialplans that we ship, on the real switch in virtual time. */
class OfficeTest {

    private static final Path OFFICE = Path.of("..", "examples", "office");

    private final VirtualSwitch home = new VirtualSwitch(
            1, VirtualSwitch.usualSettings(List.of(OFFICE.resolve("sounds"))), (_, _, _) -> Programs.program(_ -> {}));
    private final ScriptedPhone ada = home.phone("1001").registers();
    private final ScriptedPhone bertrand = home.phone("1002").registers();
    private final ScriptedPhone carla = home.phone("1003").registers();

    @BeforeEach
    void office() {
        home.dialplan(OFFICE.resolve("dialplan.groovy"));
    }

    @AfterEach
    void nothing_is_left_behind() {
        Leftovers.none(home);
        home.close();
    }

    @Test
    void phones_call_one_another() {
        ada.calls("1002");
        bertrand.answers();
        assertThat(ada.isTalking()).as(trace()).isTrue();
        bertrand.hangsUp();
        assertThat(ada.story()).endsWith("peer hung up");
    }

    @Test
    void a_phone_that_nobody_answers_stops_ringing_after_20_seconds_and_the_caller_is_told() {
        ada.calls("1002");
        home.passes(Duration.ofSeconds(20));
        assertThat(bertrand.story()).as(trace()).endsWith("stopped ringing");
        home.passes(Duration.ofSeconds(1));
        assertThat(Tone.level(ada.media().heard()))
                .as("the caller hears nobody-home.wav")
                .isGreaterThan(-40);
        home.passes(Duration.ofSeconds(20));
    }

    @Test
    void a_prompt_is_played_to_its_end_and_the_call_hung_up() {
        ada.calls("100");
        assertThat(ada.isTalking()).as(trace()).isTrue();
        home.passes(Duration.ofSeconds(30));
        assertThat(ada.story()).as(trace()).endsWith("peer hung up");
        assertThat(Tone.level(ada.media().heard())).isGreaterThan(-40);
    }

    @Test
    void what_is_said_to_the_echo_comes_back() {
        ada.calls("*43");
        ada.media().tone(Codec.PCMU, 500);
        home.passes(Duration.ofSeconds(2));
        assertThat(Tone.decibels(ada.media().heard(Duration.ofSeconds(1)), 8000, 500))
                .as(trace())
                .isGreaterThan(30);
        ada.hangsUp();
    }

    @Test
    void the_ring_group_rings_all_and_the_first_wins() {
        ada.calls("3000");
        assertThat(bertrand.isRinging() && carla.isRinging()).as(trace()).isTrue();
        carla.answers();
        assertThat(bertrand.story()).endsWith("stopped ringing");
        carla.hangsUp();
    }

    @Test
    void the_ring_group_of_the_manual_goes_on_to_the_mobile(@TempDir Path directory) throws IOException {
        Path plan = Files.writeString(directory.resolve("06-ring-groups.groovy"), """
            route('3000') {
                def everyone = firstToAnswer(user('1001'), user('1002'), user('1003'))
                dial oneByOne(everyone, trunk('carrier-a').to('+15550001111'), 'sip:service@192.0.2.99'), timeout: 15.seconds
            }
            """);
        ScriptedPhone mobile = home.trunk("carrier-a");
        home.dialplan(plan);
        ScriptedPhone caller = home.phone("1009").calls("3000");
        home.passes(Duration.ofSeconds(16));
        assertThat(List.of(ada, bertrand, carla))
                .as(trace())
                .allSatisfy(phone -> assertThat(phone.story()).endsWith("stopped ringing"));
        assertThat(mobile.isRinging()).isTrue();
        mobile.answers();
        assertThat(caller.story()).containsOnlyOnce("hears 180");
        caller.hangsUp();
    }

    /** As a plan computes it that has used up its time before: written out, it is a mistake at load. */
    @ParameterizedTest
    @ValueSource(strings = {"5.seconds.minus(5.seconds)", "0.seconds.minus(5.seconds)"})
    void where_no_time_is_left_a_dial_is_lost_at_once_and_a_place_is_left(String none, @TempDir Path directory)
            throws IOException {
        home.dialplan(Files.writeString(directory.resolve("plan.groovy"), """
            route('1XXX') { dial user(number), timeout: NONE; reject 486 }
            route('7XX') { park number, timeout: NONE; dial user('1002') }
            """.replace("NONE", none)));
        ada.calls("1002");
        home.passes(Duration.ofSeconds(1));
        assertThat(ada.lastStatus()).as(trace()).isEqualTo(486);
        assertThat(bertrand.isRinging()).as(trace()).isFalse();
        ada.calls("701");
        home.passes(Duration.ofSeconds(1));
        assertThat(bertrand.isRinging()).as(trace()).isTrue();
        ada.hangsUp();
    }

    @Test
    void callbacks_run_exactly_once_a_call(@TempDir Path directory) throws IOException {
        Path plan = Files.writeString(directory.resolve("callbacks.groovy"), """
            onStart { log.info "start $number" }
            onAnswer { header 'X-Answered', 'yes' }
            onEnd { cause -> log.info "end $cause" }
            route('1XXX') { dial user(number), timeout: 10.seconds }
            """);
        home.dialplan(plan);
        ada.calls("1002");
        bertrand.answers().hangsUp();
        ada.calls("1003").hangsUp();
        assertThat(home.events())
                .as(trace())
                .filteredOn(event -> event.what() instanceof CallEvent.CallOver)
                .hasSize(2);
        assertThat(home.figures().programFaults()).as(trace()).isZero();
    }

    private String trace() {
        return String.join("\n", home.trace());
    }
}
