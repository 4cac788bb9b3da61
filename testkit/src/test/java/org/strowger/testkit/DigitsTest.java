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
import org.strowger.call.event.CallEvent;
import org.strowger.call.event.LegEvent;
import org.strowger.sdp.Codec;

/** Digits, silence and the loss of media, on the real switch in virtual time. */
class DigitsTest {

    private static final Path SOUNDS = Path.of("..", "examples", "office", "sounds");

    @TempDir
    Path folder;

    private final VirtualSwitch home =
            new VirtualSwitch(1, VirtualSwitch.usualSettings(List.of(SOUNDS)), (_, _, _) -> Programs.program(_ -> {}));
    private final ScriptedPhone ada = home.phone("1001").registers();
    private final ScriptedPhone bertrand = home.phone("1002").registers();

    @BeforeEach
    void plan() throws IOException {
        plan("""
            route('10XX') { dial user(number) }
            route('700') { header 'X-Pin', ask('hello.wav', digits: 4, end: '#'); dial user('1002') }
            route('701') { header 'X-Pin', ask('hello.wav', digits: 4, mask: true); dial user('1002') }
            route('8000') {
                menu('hello.wav', tries: 2, timeout: 5.seconds) {
                    on('1') { dial user('1002') }
                    on('9XX') { reject 486 }
                    otherwise { play 'sorry.wav' }
                }
            }
            """);
    }

    private void plan(String text) throws IOException {
        home.dialplan(Files.writeString(folder.resolve("plan.groovy"), text));
    }

    @AfterEach
    void nothing_is_left_behind() {
        Leftovers.none(home);
        home.close();
    }

    private void assertPin(String pin) {
        home.passes(Duration.ofSeconds(2));
        assertThat(bertrand.isRinging()).as(trace()).isTrue();
        assertThat(bertrand.lastInvite()).contains("X-Pin: " + pin + "\r\n");
        ada.hangsUp();
    }

    private String digits() {
        StringBuilder digits = new StringBuilder();
        home.events().forEach(event -> {
            if (event.what() instanceof LegEvent.DigitPressed pressed) digits.append(pressed.digit());
        });
        return digits.toString();
    }

    @Test
    void a_pin_is_pressed_by_events_and_stops_the_prompt() {
        ada.calls("700").presses("1234");
        assertPin("1234");
        assertThat(digits()).isEqualTo("1234");
    }

    @Test
    void a_pin_is_pressed_by_info() {
        ada.calls("700").pressesByInfo("12").pressesByBareInfo("3#");
        assertPin("123");
    }

    @Test
    void a_pin_is_pressed_by_tones() {
        ada.knowsNoEvents().calls("700").pressesTones("9*0D");
        assertPin("9*0D");
    }

    @Test
    void events_tones_and_info_together_are_one_press_each() {
        ada.calls("700");
        for (String digit : List.of("1", "1", "2", "2")) {
            ada.presses(digit).pressesTones(digit);
            home.passes(Duration.ofMillis(150));
            ada.pressesByInfo(digit);
            home.passes(Duration.ofMillis(150));
        }
        assertPin("1122");
    }

    @Test
    void digits_that_are_to_be_masked_are_in_no_event() {
        ada.calls("701").presses("1234");
        assertPin("1234");
        assertThat(digits()).isEqualTo("••••");
    }

    @Test
    void digits_pressed_ahead_count_and_the_end_key_that_was_not_needed_does_not() throws IOException {
        plan("""
            route('700') {
                answer()
                play 'hello.wav'
                header 'X-Pin', ask('hello.wav', digits: 2, end: '#') + '-' + ask('hello.wav', digits: 2, end: '#')
                dial user('1002')
            }
            """);
        ada.calls("700").presses("12#34");
        home.passes(Duration.ofSeconds(20));
        assertPin("12-34");
    }

    @Test
    void a_menu_waits_no_longer_than_it_must() {
        ada.calls("8000").presses("1");
        home.passes(Duration.ofMillis(100));
        assertThat(bertrand.isRinging()).as(trace()).isTrue();
        ada.hangsUp();
    }

    @Test
    void a_menu_that_nobody_answers_says_so() {
        ada.calls("8000");
        home.passes(Duration.ofSeconds(60));
        assertThat(ada.story()).as(trace()).endsWith("peer hung up");
        assertThat(digits()).isEmpty();
    }

    @Test
    void a_leg_without_events_hears_the_tones_of_one_with_them() {
        bertrand.knowsNoEvents().answersAtOnce();
        ada.calls("1002");
        bertrand.media().forget();
        ada.presses("5");
        home.passes(Duration.ofSeconds(1));
        assertThat(bertrand.media().packetsHeard()).as(trace()).isBetween(8L, 12L);
        ada.hangsUp();
    }

    @Test
    void info_becomes_events_where_the_other_leg_takes_them() {
        bertrand.answersAtOnce();
        ada.calls("1002").pressesByInfo("15");
        home.passes(Duration.ofSeconds(1));
        assertThat(bertrand.media().pressed()).as(trace()).isEqualTo("15");
        assertThat(bertrand.informed()).isEmpty();
        ada.hangsUp();
    }

    @Test
    void events_become_info_where_the_other_leg_has_no_other_way() {
        bertrand.knowsNoEvents().answersAtOnce();
        ada.calls("1002");
        bertrand.pressesByInfo("0");
        ada.presses("42");
        home.passes(Duration.ofSeconds(1));
        assertThat(bertrand.informed()).as(trace()).isEqualTo("42");
        ada.hangsUp();
    }

    @Test
    void each_digit_is_told_once_while_another_verb_waits() throws IOException {
        plan("route('1002') { onDtmf { digit -> if (digit == '#') hangup() }; dial user('1002') }");
        bertrand.answersAtOnce();
        ada.calls("1002").presses("12");
        home.passes(Duration.ofSeconds(1));
        assertThat(ada.isTalking()).as(trace()).isTrue();
        assertThat(bertrand.media().pressed()).isEqualTo("12");
        ada.presses("#");
        home.passes(Duration.ofSeconds(1));
        assertThat(ada.isTalking()).as(trace()).isFalse();
    }

    @Test
    void a_caller_who_says_nothing_is_asked_once_for_each_silence() throws IOException {
        plan("""
            route('1002') {
                onSilence(3.seconds) { play 'sorry.wav' }
                dial user('1002')
            }
            """);
        bertrand.answersAtOnce();
        ada.calls("1002");
        ada.media().say(Codec.PCMU, Tone.sine(300, 8000, Duration.ofSeconds(1)));
        home.passes(Duration.ofSeconds(3));
        ada.media().forget();
        home.passes(Duration.ofSeconds(1));
        assertThat(Tone.level(ada.media().heard())).as("not yet").isZero();
        home.passes(Duration.ofSeconds(5));
        assertThat(Tone.level(ada.media().heard())).isGreaterThan(100);
        home.passes(Duration.ofSeconds(5));
        ada.media().forget();
        home.passes(Duration.ofSeconds(10));
        assertThat(ada.media().heard()).as("once").isEmpty();
        ada.hangsUp();
    }

    @Test
    void the_loss_of_media_is_the_scripts_affair_where_it_says_so() throws IOException {
        plan("onMediaTimeout { event() }\nvoid event() { hangup() }\nroute('1002') { dial user('1002') }");
        bertrand.answersAtOnce();
        ada.calls("1002");
        ada.media().tone(Codec.PCMU, 300);
        bertrand.media().tone(Codec.PCMU, 300);
        home.passes(Duration.ofSeconds(5));
        ada.media().silence();
        home.passes(Duration.ofMinutes(6));
        assertThat(ada.isTalking()).as(trace()).isFalse();
        assertThat(home.events())
                .anySatisfy(event -> assertThat(event.what())
                        .isInstanceOfSatisfying(
                                CallEvent.CallOver.class,
                                over -> assertThat(over.cause()).isEqualTo("Completed")));
    }

    private String trace() {
        return String.join("\n", home.trace());
    }
}
