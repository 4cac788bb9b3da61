package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.strowger.call.Call;
import org.strowger.call.CallEnded;
import org.strowger.call.CallProgram;
import org.strowger.call.Destination;
import org.strowger.call.DialOptions;
import org.strowger.call.EndCause;
import org.strowger.call.event.ProgramEvent;

/** Time, work that blocks and limits, on the real switch in virtual time. */
class CallServicesTest {

    private final List<String> story = new ArrayList<>();
    private VirtualSwitch home = new VirtualSwitch(1, VirtualSwitch.usualSettings(), Programs.dialUsers());

    @AfterEach
    void nothing_is_left_behind() {
        Leftovers.ofCalls(home);
        home.close();
    }

    private void program(Consumer<Call> body, Consumer<Call> atEnd) {
        home = new VirtualSwitch(1, VirtualSwitch.usualSettings(), (_, _, _) -> new CallProgram() {
            @Override
            public void run(Call call) {
                body.accept(call);
            }

            @Override
            public void ended(Call call, EndCause cause) {
                story.add(cause.toString());
                atEnd.accept(call);
            }

            @Override
            public String label() {
                return "test";
            }
        });
    }

    private static void dial(Call call) {
        call.dial(new Destination.User(call.number()), DialOptions.DEFAULT);
    }

    @Test
    void work_is_done_elsewhere_while_the_call_waits_and_after_its_end_too() {
        program(
                call -> {
                    story.add(call.elsewhere(Duration.ofSeconds(1), () -> "work for " + call.number()));
                    call.reject(486);
                },
                call -> story.add(call.elsewhere(Duration.ofSeconds(1), () -> "late work")));
        ScriptedPhone alice = home.phone("1001").registers().calls("42");
        assertThat(story).as(trace()).containsExactly("work for 42", "Refused (486)", "late work");
        assertThat(alice.lastStatus()).isEqualTo(486);
    }

    @Test
    void work_that_fails_fails_in_the_verb() {
        program(
                call -> call.elsewhere(Duration.ofSeconds(1), () -> {
                    throw new IllegalArgumentException("no such table");
                }),
                _ -> {});
        ScriptedPhone alice = home.phone("1001").registers().calls("42");
        assertThat(alice.lastStatus()).as(trace()).isEqualTo(500);
        assertThat(story.getFirst()).contains("no such table");
    }

    @Test
    void a_call_talks_no_longer_than_its_limit_which_may_be_set_before_the_answer_and_moved() {
        program(
                call -> {
                    call.talkLimit(Duration.ofSeconds(30), "first");
                    call.alarm(Duration.ofSeconds(25), () -> {
                        story.add("alarm after " + call.talked().toSeconds());
                        call.talkLimit(Duration.ofSeconds(60), "no credit");
                    });
                    dial(call);
                },
                call -> story.add("talked " + call.talked().toSeconds()));
        ScriptedPhone alice = home.phone("1001").registers();
        ScriptedPhone bob = home.phone("1002").registers();
        alice.calls("1002");
        home.passes(Duration.ofSeconds(10));
        bob.answers();
        home.passes(Duration.ofMillis(59_900));
        assertThat(alice.isTalking()).as(trace()).isTrue();
        home.passes(Duration.ofMillis(200));
        assertThat(alice.isTalking()).as(trace()).isFalse();
        home.passes(Duration.ofSeconds(100));
        assertThat(story).containsExactly("alarm after 15", "CutOff (no credit)", "talked 60");
    }

    @Test
    void a_call_waits_on_the_clock_of_the_switch_and_hears_alarms_meanwhile() {
        program(
                call -> {
                    call.answer();
                    call.alarm(
                            Duration.ofSeconds(10),
                            () -> story.add("alarm after " + call.talked().toSeconds()));
                    call.waitFor(Duration.ofMinutes(1));
                    story.add("waited " + call.talked().toSeconds());
                },
                _ -> {});
        ScriptedPhone alice = home.phone("1001").registers().calls("42");
        home.passes(Duration.ofSeconds(59));
        assertThat(alice.isTalking()).as(trace()).isTrue();
        home.passes(Duration.ofSeconds(2));
        assertThat(alice.isTalking()).as(trace()).isFalse();
        assertThat(story).containsExactly("alarm after 10", "waited 60", "Completed");
    }

    @Test
    void a_wait_without_end_ends_with_the_call() {
        program(
                call -> {
                    call.answer();
                    call.waitFor(Duration.ofSeconds(Long.MAX_VALUE));
                },
                _ -> {});
        ScriptedPhone alice = home.phone("1001").registers().calls("42");
        home.passes(Duration.ofSeconds(50)); // a caller that says nothing is cut off after a minute
        assertThat(alice.isTalking()).as(trace()).isTrue();
        alice.hangsUp();
        home.passes(Duration.ofSeconds(1));
        assertThat(story).containsExactly("CallerHungUp");
    }

    @Test
    void a_negative_wait_is_a_fault_of_the_program() {
        program(call -> call.waitFor(Duration.ofSeconds(-1)), _ -> {});
        ScriptedPhone alice = home.phone("1001").registers().calls("42");
        assertThat(alice.lastStatus()).as(trace()).isEqualTo(500);
    }

    @Test
    void an_alarm_that_hangs_up_ends_the_verb_that_waits() {
        program(
                call -> {
                    call.alarm(Duration.ofSeconds(5), call::hangup);
                    call.alarm(Duration.ofHours(5), () -> story.add("never"));
                    dial(call);
                },
                _ -> {});
        ScriptedPhone alice = home.phone("1001").registers();
        home.phone("1002").registers().answersAtOnce();
        alice.calls("1002");
        home.passes(Duration.ofSeconds(6));
        assertThat(alice.isTalking()).as(trace()).isFalse();
        assertThat(story).containsExactly("Completed");
    }

    @Test
    void a_verb_after_the_end_ends_by_itself_and_events_are_still_published() {
        program(Call::answer, call -> {
            call.publish(new ProgramEvent.ScriptEvent(call.id(), "bye", java.util.Map.of("seconds", 3)));
            try {
                call.ringing();
            } catch (CallEnded over) {
                story.add("over");
            }
        });
        home.phone("1001").registers().calls("42");
        home.passes(Duration.ofSeconds(1));
        assertThat(story).as(trace()).containsExactly("Completed", "over");
        assertThat(home.events()).anyMatch(event -> event.what() instanceof ProgramEvent.ScriptEvent);
    }

    private String trace() {
        return String.join("\n", home.trace());
    }
}
