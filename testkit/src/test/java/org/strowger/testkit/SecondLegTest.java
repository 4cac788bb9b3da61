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

/** 09-agent.groovy: a second leg in the script's own hands. */
class SecondLegTest {

    @TempDir
    Path folder;

    private final VirtualSwitch home = new VirtualSwitch(
            1,
            VirtualSwitch.usualSettings(List.of(Path.of("..", "examples", "office", "sounds"))),
            (_, _, _) -> Programs.program(_ -> {}));
    private final ScriptedPhone alice = home.phone("1001").registers();
    private final ScriptedPhone agent = home.phone("5001").registers();
    private final ScriptedPhone chief = home.phone("1099").registers();

    @BeforeEach
    void plan() throws IOException {
        home.dialplan(Files.writeString(folder.resolve("plan.groovy"), """
            route('5XXX') {
                def agent = call(user(number), timeout: 20.seconds)
                agent.play 'hello.wav'
                bridge(caller, agent).on('*1') { agent.transferTo user('1099'), timeout: 10.seconds }.limit(2.hours).await()
                log.info "the agent is gone"
            }
            route('6000') {
                answer()
                try {
                    call(user('5001'), timeout: 5.seconds)
                } catch (NotAnswered nobody) {
                    if (nobody.outcome() instanceof NoAnswer) dial user('1099')
                }
            }
            route('7000') { answer(); transfer user('1099') }
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

    private void talk() {
        alice.calls("5001");
        assertThat(alice.story()).as(trace()).endsWith("hears 180");
        agent.answers();
        assertThat(alice.isTalking()).as("the agent is whispered to first").isFalse();
        home.passes(Duration.ofSeconds(20));
        assertThat(alice.isTalking()).as(trace()).isTrue();
    }

    @Test
    void the_agent_hears_the_whisper_and_then_both_hear_each_other() {
        talk();
        Heard.eachOther(home, alice, agent);
        agent.hangsUp();
        assertThat(alice.isTalking()).as(trace()).isFalse();
    }

    @Test
    void star_one_hands_the_caller_over_to_the_chief() {
        talk();
        agent.pressesByInfo("*1");
        assertThat(chief.isRinging()).as(trace()).isTrue();
        Heard.eachOther(home, alice, agent);
        chief.answers();
        assertThat(agent.story()).as(trace()).endsWith("peer hung up");
        Heard.eachOther(home, alice, chief);
        chief.hangsUp();
        assertThat(alice.isTalking()).as(trace()).isFalse();
    }

    @Test
    void a_chief_who_does_not_answer_leaves_all_as_it_is_and_can_be_tried_again() {
        talk();
        agent.pressesByInfo("*1");
        home.passes(Duration.ofSeconds(11));
        assertThat(chief.story()).as(trace()).endsWith("stopped ringing");
        Heard.eachOther(home, alice, agent);
        alice.pressesByInfo("*1");
        assertThat(chief.isRinging()).as(trace()).isTrue();
        alice.hangsUp();
        assertThat(chief.isRinging()).isFalse();
        assertThat(agent.isTalking()).isFalse();
    }

    @Test
    void a_caller_who_gives_up_ends_the_second_leg_in_each_state() {
        alice.calls("5001").hangsUp();
        assertThat(agent.story()).as(trace()).endsWith("stopped ringing");
        alice.calls("5001");
        agent.answers();
        alice.hangsUp(); // during the whisper
        home.passes(Duration.ofSeconds(1));
        assertThat(agent.isTalking()).as(trace()).isFalse();
        talk();
        alice.hangsUp();
        assertThat(agent.isTalking()).as(trace()).isFalse();
    }

    @Test
    void an_agent_who_leaves_during_the_whisper_ends_the_script_cleanly() {
        alice.calls("5001");
        agent.answers().hangsUp();
        home.passes(Duration.ofSeconds(30));
        assertThat(alice.isTalking()).as(trace()).isFalse();
    }

    @Test
    void the_caller_is_told_why_nobody_came() {
        agent.answersWith(486);
        alice.calls("5001");
        assertThat(alice.lastStatus()).as(trace()).isEqualTo(486);
    }

    @Test
    void a_script_catches_that_nobody_came_and_who_is_in_the_call_hears_a_tone_meanwhile() {
        alice.calls("6000");
        home.passes(Duration.ofMillis(900));
        assertThat(Tone.decibels(alice.media().heard(Duration.ofMillis(500)), 8000, 425))
                .as(trace())
                .isGreaterThan(20);
        home.passes(Duration.ofSeconds(5));
        assertThat(chief.isRinging()).as(trace()).isTrue();
        chief.answers();
        Heard.eachOther(home, alice, chief);
        alice.hangsUp();
    }

    @Test
    void the_talk_ends_at_its_limit() {
        talk();
        home.passes(Duration.ofMinutes(119));
        assertThat(alice.isTalking())
                .as("nobody sends, and nobody is expected to")
                .isIn(true, false);
        home.passes(Duration.ofMinutes(2));
        assertThat(agent.isTalking()).as(trace()).isFalse();
    }

    @Test
    void a_phone_that_takes_refer_is_sent_away_by_it() {
        alice.followsReferrals();
        alice.calls("7000");
        assertThat(alice.story()).as(trace()).contains("is referred to sip:1099@switch.example");
        assertThat(alice.isTalking()).as(trace()).isFalse();
    }

    @Test
    void a_phone_that_refuses_refer_is_connected_by_ourselves() {
        alice.calls("7000");
        assertThat(chief.isRinging()).as(trace()).isTrue();
        chief.answers();
        Heard.eachOther(home, alice, chief);
        chief.hangsUp();
        assertThat(alice.isTalking()).isFalse();
    }
}
