package org.strowger.dialplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.call.event.DeviceState;
import org.strowger.call.event.ProgramEvent;
import org.strowger.dialplan.plan.Dialplan;

class DataVerbsTest {

    @TempDir
    Path folder;

    Plans plans;

    @BeforeEach
    void sounds() throws Exception {
        plans = new Plans(folder);
    }

    @Test
    void the_store_belongs_to_one_call_and_gives_back_what_was_put_in() throws Exception {
        var plan = plans.plan("""
                onAnswer { store.answeredAt = now() }
                route('1') {
                    store.tries = (store.tries ?: 0) as int + 1
                    answer()
                    header 'Z', "${store.instant('answeredAt')} ${store.number('tries')} ${store.text('tries')}"
                }
                route('2') { header 'Z', store.text('tries') }
                """);
        for (int i = 0; i < 2; i++)
            assertThat(new FakeCall("1").through(plan)).containsExactly("answer", "header Z: 2026-01-05T10:00:00Z 1 1");
        assertThatThrownBy(() -> new FakeCall("2").through(plan)).hasMessageContaining("nothing is stored as 'tries'");
    }

    @Test
    void an_event_is_published_with_its_values_after_the_end_too() throws Exception {
        var plan = plans.plan("""
                onEnd { cause -> event 'survey', cause: cause, seconds: duration.seconds, good: true }
                route('1') { event 'hello' }
                """);
        var call = new FakeCall("1");
        call.through(plan);
        assertThat(call.published)
                .containsExactly(
                        new ProgramEvent.ScriptEvent("call-1", "hello", Map.of()),
                        new ProgramEvent.ScriptEvent(
                                "call-1", "survey", Map.of("cause", "Completed", "seconds", 7L, "good", true)));
    }

    @Test
    void what_phones_do_is_a_word_that_a_plan_decides_by() throws Exception {
        var plan = plans.plan("""
                route('1') {
                    switch (device('1001')) {
                        case BUSY -> reject 486
                        case OFFLINE -> reject 480
                        default -> answer()
                    }
                }
                route('2') { if (device(number + '001') == RINGING) answer() else reject 404 }
                """);
        assertThat(asked("1", plan, DeviceState.BUSY)).containsExactly("reject 486");
        assertThat(asked("1", plan, DeviceState.OFFLINE)).containsExactly("reject 480");
        assertThat(asked("1", plan, DeviceState.IDLE)).containsExactly("answer");
        assertThat(asked("2", plan, DeviceState.RINGING)).as("another account").containsExactly("reject 404");
    }

    private static List<String> asked(String number, Dialplan plan, DeviceState state) throws Exception {
        var call = new FakeCall(number);
        call.devices.put("1001", state);
        return call.through(plan);
    }

    @Test
    void what_phones_do_is_asked_in_a_call_by_a_word_that_there_is() {
        assertThat(plans.problems("route('1', when: { device('1001') == IDLE }) { answer() }\n"))
                .extracting(Object::toString)
                .containsExactly(
                        folder
                                + "/plan.groovy:1:20: a guard only decides, and this is asked in a call (ask it in the route's body)");
        assertThat(plans.problems("route('1') { if (device('1001') == BUSSY) answer() }\n")
                        .toString())
                .contains("plan.groovy:1:36: ");
        assertThat(plans.problems("route('1') { if (device('2000') == BUSY) answer() }\n")
                        .toString())
                .contains("plan.groovy:1:25: there is no user '2000'");
    }

    @Test
    void a_plan_writes_fields_of_its_own_into_the_charging_record_after_the_end_too() throws Exception {
        var plan = plans.plan("""
                onEnd { cause -> record.ended = "by $cause" }
                route('1') {
                    record.customer = 'acme'
                    record.seats = 3; record.rate = 0.25; record.trial = false
                    record.account = caller.account(); record['project'] = 'x-ray'
                    record.seats = (record.seats as int) + 1
                    record.nobody = Optional.empty(); record.customer = null
                    if (record.customer == null && record.seats == 4) answer()
                }
                """);
        assertThat(new FakeCall("1").through(plan))
                .containsExactly(
                        "record.customer = acme",
                        "record.seats = 3",
                        "record.rate = 0.25",
                        "record.trial = false",
                        "record.account = 1001",
                        "record.project = x-ray",
                        "record.seats = 4",
                        "record.nobody = nothing",
                        "record.customer = nothing",
                        "answer",
                        "record.ended = by Completed");
    }

    @Test
    void a_field_is_bounded_and_what_it_cannot_be_fails_the_call() throws Exception {
        assertThat(new FakeCall("1").through(plans.plan("route('1') { record.long = 'x' * 300; answer() }")))
                .containsExactly("record.long = " + "x".repeat(200) + "… (300 characters)", "answer");
        fails(
                "def when = now() as Object; record.at = when",
                "record.at takes a text, a number, true or false, not Instant");
        fails("record['two words'] = 1", "record.two words: a name of a field is letters");
        fails("record.x = 1d / 0d", "is no number that can be written down");
        fails("record.x = 10G ** 40", "a number has 38 digits at most");
        fails("41.times { record[\"f$it\" as String] = it }", "record.f40: a call's record has 40 fields at most");
    }

    private void fails(String body, String why) throws Exception {
        var plan = plans.plan("route('1') { " + body + " }");
        assertThatThrownBy(() -> new FakeCall("1").through(plan)).hasMessageContaining(why);
    }

    @Test
    void verbs_about_data_need_a_call() {
        assertThat(plans.problems("event 'x'\nroute('1') { answer() }\n").toString())
                .contains("plan.groovy:1:1: event needs a call");
    }
}
