package org.strowger.dialplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.call.DialOutcome;
import org.strowger.call.DigitAnswer;
import org.strowger.dialplan.text.Problem;

/**
 * The dialplans that are the language's acceptance: what this engine has runs; the rest is refused for nothing but what
 * is to come.
 */
class SharedDialplansTest {

    @TempDir
    Path folder;

    Plans plans;

    @BeforeEach
    void sounds() throws Exception {
        plans = new Plans(folder);
    }

    private LoadResult load(String name) {
        return plans.loader().load(Path.of("src/test/resources/dialplans", name + ".groovy"));
    }

    @Test
    void hello_answers_plays_and_echoes() throws Exception {
        var plan = Plans.loaded(load("01-hello"));
        assertThat(new FakeCall("100").through(plan)).containsExactly("answer", "play hello.wav");
        assertThat(new FakeCall("*43").through(plan)).containsExactly("answer", "echo");
        assertThat(new FakeCall("101").through(plan)).containsExactly("reject 404");
    }

    @ParameterizedTest
    @CsvSource({
        "BUSY,play busy.wav",
        "NO_ANSWER,play nobody-home.wav",
        "REJECTED,play sorry.wav",
        "UNREACHABLE,play nobody-home.wav",
        "ANSWERED,hangup"
    })
    void the_office_treats_each_outcome(String outcome, String then) throws Exception {
        var plan = Plans.loaded(load("02-office-without-voicemail"));
        var call = new FakeCall("1002").dialEndsWith(outcome(outcome));
        assertThat(call.through(plan)).containsExactly("dial user 1002 timeout PT20S", then);
    }

    @ParameterizedTest
    @CsvSource({"03-trunk", "12-pipeline"})
    void what_needs_only_signalling_and_money_loads(String name) {
        assertThat(load(name)).isInstanceOf(LoadResult.Loaded.class);
    }

    @ParameterizedTest
    @CsvSource({
        "BUSY,voicemail 1002 BUSY",
        "NO_ANSWER,voicemail 1002 UNAVAILABLE",
        "UNREACHABLE,voicemail 1002 UNAVAILABLE",
        "REJECTED,play sorry.wav"
    })
    void the_office_takes_messages(String outcome, String then) throws Exception {
        var plan = Plans.loaded(load("02-office"));
        var call = new FakeCall("1002").dialEndsWith(outcome(outcome));
        assertThat(call.through(plan)).containsExactly("dial user 1002 timeout PT20S", then);
    }

    private static DialOutcome outcome(String name) {
        return switch (name) {
            case "BUSY" -> new DialOutcome.Busy(486);
            case "NO_ANSWER" -> new DialOutcome.NoAnswer();
            case "REJECTED" -> new DialOutcome.Rejected(603);
            case "UNREACHABLE" -> new DialOutcome.Unreachable(480, "not registered");
            default -> new DialOutcome.Answered(java.time.Duration.ofSeconds(3));
        };
    }

    @Test
    void ring_groups_ring_all_then_the_mobile_then_the_service() throws Exception {
        var plan = Plans.loaded(load("06-ring-groups"));
        assertThat(new FakeCall("3000").through(plan))
                .containsExactly("dial each[first[user 1001, user 1002, user 1003], trunk carrier-a +15550001111,"
                        + " sip:service@answering.example] timeout PT15S");
    }

    @Test
    void the_agent_is_whispered_to_and_bridged_and_may_hand_over() throws Exception {
        Path sounds = plans.write("sounds/whisper-sales.wav", "");
        assertThat(sounds).exists();
        var plan = Plans.loaded(load("09-agent"));
        assertThat(new FakeCall("5001").through(plan))
                .containsExactly(
                        "call user 5001 timeout PT20S",
                        "play to user 5001 whisper-sales.wav",
                        "bridge caller with user 5001",
                        "on *1",
                        "user 5001 gives its place to user 1099",
                        "limit PT2H",
                        "await");
    }

    @Test
    void office_hours_lead_to_the_queue() throws Exception {
        plans.write("sounds/closed.wav", "");
        var plan = Plans.loaded(load("07-hours"));
        assertThat(plan.routes()).hasSize(2);
    }

    @Test
    void groups_queues_and_parking_places_are_dialled_by_name() throws Exception {
        var plan = plans.plan("""
            route('1') { dial queue('sales') }
            route('2') { dial group('sales') }
            route('3') { dial oneByOne(group('sales'), queue('support')) }
            route(~/4(?<sales>\\d)/) { dial trunk('carrier-a').to(group('sales')) }
            route('5') { park '701', timeout: 2.minutes; pickup '701' }
            """);
        assertThat(new FakeCall("1").through(plan)).containsExactly("dial queue sales timeout PT1M");
        assertThat(new FakeCall("2").through(plan)).containsExactly("dial group sales timeout PT1M");
        assertThat(new FakeCall("3").through(plan))
                .containsExactly("dial each[group sales, queue support] timeout PT1M");
        assertThat(new FakeCall("47").through(plan)).containsExactly("dial trunk carrier-a 7 timeout PT1M");
        assertThat(new FakeCall("5").through(plan))
                .containsExactly("park 701 hears [File[name=music-on-hold.wav]] timeout PT2M", "pickup 701");
        assertThat(plans.problems("""
            route('1') { dial queue('suport') }
            route('2') { dial group('salse') }
            """))
                .extracting(Problem::message)
                .containsExactly("there is no queue 'suport'", "there is no group 'salse'");
    }

    @Test
    void emergencies_carry_the_place_of_the_caller_and_ring_without_end() throws Exception {
        var plan = Plans.loaded(load("04-emergency"));
        assertThat(new FakeCall("112").through(plan))
                .containsExactly("location {country=DE, A3=Berlin}", "dial trunk psap 112 unlimited");
    }

    @Test
    void a_conference_asks_for_its_pin() throws Exception {
        var plan = Plans.loaded(load("08-conference"));
        assertThat(new FakeCall("7001")
                        .inContext("internal")
                        .presses("1234", DigitAnswer.Ending.COMPLETE)
                        .through(plan))
                .containsExactly(
                        "answer",
                        "ask enter-pin.wav timeout PT8S pause PT3S",
                        "conference 7001 pin 1234 SPEAKER AT_ONCE");
        assertThat(new FakeCall("1")
                        .to("sip:conference@office.example")
                        .inContext("internal")
                        .through(plan))
                .containsExactly("answer", "conference main-room SPEAKER AT_ONCE");
    }

    @Test
    void a_voice_agent_gets_the_caller_at_the_rate_that_the_plan_names() throws Exception {
        var plan = Plans.loaded(load("11-voice-agent"));
        assertThat(new FakeCall("support").through(plan))
                .containsExactly("answer", "stream wss://bot.example/session at 16000", "on transfer");
    }
}
