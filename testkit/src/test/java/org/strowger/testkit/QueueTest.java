package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.audio.Tone;
import org.strowger.call.event.CallEvent;
import org.strowger.directory.CallGroup;
import org.strowger.directory.CallGroup.Strategy;
import org.strowger.directory.CallQueue;

/** Groups and queues of the configuration, in virtual time. */
class QueueTest {

    @TempDir
    Path folder;

    private final VirtualSwitch home = new VirtualSwitch(
            1,
            VirtualSwitch.usualSettings(List.of(Path.of("..", "examples", "office", "sounds"))),
            (_, _, _) -> Programs.program(_ -> {}));
    private final ScriptedPhone ada = home.phone("1001").registers();
    private final ScriptedPhone bertrand = home.phone("1002").registers();
    private final ScriptedPhone carla = home.phone("1003").registers();

    @AfterEach
    void nothing_is_left_behind() {
        Leftovers.none(home);
        home.close();
    }

    private String trace() {
        return String.join("\n", home.trace());
    }

    private static CallGroup group(Strategy strategy) {
        return new CallGroup(
                "sales",
                List.of(
                        new CallGroup.Member("1001", 1),
                        new CallGroup.Member("1002", 2),
                        new CallGroup.Member("1003", 1)),
                strategy,
                Duration.ofSeconds(10));
    }

    private void groups(Strategy strategy) throws IOException {
        home.group(group(strategy));
        plan("route('3000') { dial group('sales') }");
    }

    private void queue(
            Strategy strategy, Duration wrapUp, Optional<Duration> maxWait, Optional<String> overflow, int capacity)
            throws IOException {
        home.queue(new CallQueue(
                group(strategy),
                wrapUp,
                maxWait,
                overflow,
                capacity,
                List.of(),
                List.of("hello.wav"),
                Optional.of(Duration.ofSeconds(30))));
        plan("""
            route('4000') { dial queue('sales') }
            route('1XXX') { dial user(number), timeout: 20.seconds }
            """);
    }

    private void plan(String text) throws IOException {
        home.dialplan(Files.writeString(folder.resolve("plan.groovy"), text));
    }

    private ScriptedPhone caller(String number) {
        return home.phone(number);
    }

    @Test
    void a_group_rings_all_and_the_first_has_the_call() throws IOException {
        groups(Strategy.RING_ALL);
        ScriptedPhone caller = caller("2001").calls("3000");
        assertThat(ada.isRinging() && bertrand.isRinging() && carla.isRinging())
                .as(trace())
                .isTrue();
        bertrand.answers();
        assertThat(caller.isTalking()).isTrue();
        assertThat(ada.lastCancel()).contains("elsewhere");
        caller.hangsUp();
    }

    @Test
    void a_group_in_turns_begins_with_the_next_each_time_and_goes_on_when_nobody_answers() throws IOException {
        groups(Strategy.ROUND_ROBIN);
        ScriptedPhone caller = caller("2001").calls("3000");
        assertThat(ada.isRinging()).as(trace()).isTrue();
        home.passes(Duration.ofSeconds(11));
        assertThat(ada.isRinging()).isFalse();
        assertThat(bertrand.isRinging()).as(trace()).isTrue();
        bertrand.refuses(603);
        assertThat(carla.isRinging()).as("declined is not the end").isTrue();
        caller.hangsUp();
        caller.calls("3000");
        assertThat(bertrand.isRinging()).as(trace()).isTrue();
        caller.hangsUp();
    }

    @Test
    void a_group_by_idleness_begins_with_who_has_talked_least_lately() throws IOException {
        groups(Strategy.LONGEST_IDLE);
        ScriptedPhone caller = caller("2001").calls("3000");
        ada.answers().hangsUp();
        home.passes(Duration.ofSeconds(1));
        caller.calls("3000");
        bertrand.answers().hangsUp();
        home.passes(Duration.ofSeconds(1));
        caller.calls("3000");
        carla.answers().hangsUp();
        home.passes(Duration.ofSeconds(1));
        caller.calls("3000");
        assertThat(ada.isRinging()).as(trace()).isTrue();
        caller.hangsUp();
    }

    @Test
    void a_weighted_group_begins_with_each_as_often_as_its_weight_says() throws IOException {
        groups(Strategy.WEIGHTED);
        ScriptedPhone caller = caller("2001");
        int[] first = new int[3];
        for (int i = 0; i < 8; i++) {
            caller.calls("3000");
            if (ada.isRinging()) first[0]++;
            if (bertrand.isRinging()) first[1]++;
            if (carla.isRinging()) first[2]++;
            caller.hangsUp();
            home.passes(Duration.ofSeconds(1));
        }
        assertThat(first).as(trace()).containsExactly(2, 4, 2);
    }

    @Test
    void a_queue_answers_plays_and_brings_the_first_who_waits_to_who_is_free() throws IOException {
        queue(Strategy.LONGEST_IDLE, Duration.ofSeconds(20), Optional.empty(), Optional.empty(), 10);
        ada.registers(0);
        bertrand.registers(0);
        ScriptedPhone first = caller("2001").calls("4000");
        assertThat(first.isTalking()).as(trace()).isTrue();
        home.passes(Duration.ofSeconds(1));
        assertThat(Tone.level(first.media().heard())).as("the announcement").isGreaterThan(-45);
        ScriptedPhone second = caller("2002").calls("4000");
        home.passes(Duration.ofSeconds(20));
        assertThat(carla.isRinging()).as(trace()).isTrue();
        carla.answers();
        assertThat(carla.story()).endsWith("rings for 2001", "answered");
        assertThat(home.events())
                .filteredOn(event -> event.what() instanceof CallEvent.QueuePosition(String _, String _, int position)
                        && position == 2)
                .isNotEmpty();
        carla.hangsUp();
        assertThat(first.isTalking()).as(trace()).isFalse();
        home.passes(Duration.ofSeconds(15));
        assertThat(carla.isRinging()).as("wraps up").isFalse();
        home.passes(Duration.ofSeconds(10));
        assertThat(carla.story()).as(trace()).endsWith("rings for 2002");
        carla.answers();
        second.hangsUp();
        assertThat(carla.isTalking()).isFalse();
    }

    @Test
    void who_has_waited_too_long_overflows_through_the_dialplan() throws IOException {
        queue(Strategy.RING_ALL, Duration.ZERO, Optional.of(Duration.ofSeconds(30)), Optional.of("1009"), 10);
        ScriptedPhone night = home.phone("1009").registers();
        ScriptedPhone caller = caller("2001").calls("4000");
        home.passes(Duration.ofSeconds(31));
        assertThat(night.isRinging()).as(trace()).isTrue();
        assertThat(ada.isRinging()).isFalse();
        night.answers();
        home.passes(Duration.ofSeconds(1));
        night.hangsUp();
        assertThat(caller.isTalking()).as(trace()).isFalse();
    }

    @Test
    void a_full_queue_turns_callers_away() throws IOException {
        queue(Strategy.RING_ALL, Duration.ZERO, Optional.empty(), Optional.empty(), 1);
        ScriptedPhone first = caller("2001").calls("4000");
        ScriptedPhone second = caller("2002").calls("4000");
        assertThat(second.isTalking()).as(trace()).isFalse();
        assertThat(first.isTalking()).isTrue();
        first.hangsUp();
    }

    @Test
    void a_caller_who_gives_up_makes_room_in_each_state() throws IOException {
        queue(Strategy.RING_ALL, Duration.ZERO, Optional.empty(), Optional.empty(), 10);
        ScriptedPhone first = caller("2001").calls("4000");
        ScriptedPhone second = caller("2002").calls("4000");
        assertThat(ada.story()).endsWith("rings for 2001");
        first.hangsUp();
        home.passes(Duration.ofSeconds(6));
        assertThat(ada.story()).as(trace()).endsWith("rings for 2002");
        carla.answers();
        assertThat(ada.isRinging()).isFalse();
        second.hangsUp();
        assertThat(carla.isTalking()).isFalse();
    }

    @Test
    void a_member_that_leaves_is_passed_over_and_one_that_comes_is_found() throws IOException {
        queue(Strategy.ROUND_ROBIN, Duration.ZERO, Optional.empty(), Optional.empty(), 10);
        for (ScriptedPhone member : List.of(ada, bertrand, carla)) member.registers(0);
        ScriptedPhone caller = caller("2001").calls("4000");
        home.passes(Duration.ofSeconds(30));
        bertrand.registers();
        home.passes(Duration.ofSeconds(20));
        assertThat(bertrand.isRinging()).as(trace()).isTrue();
        bertrand.answers();
        caller.hangsUp();
    }
}
