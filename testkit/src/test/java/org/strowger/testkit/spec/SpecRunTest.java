package org.strowger.testkit.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.testkit.LadderOfMessages;
import org.strowger.testkit.spec.SpecResult.Verdict;

class SpecRunTest {

    private static final String PLAN = """
        route('1XXX') { dial user(number), timeout: 20.seconds }
        route('200') { answer(); play 'welcome.wav' }
        emergency('911') { header 'X-Where', 'here'; dial trunk('psap') }
        """;

    @TempDir
    Path directory;

    @BeforeEach
    void plan() throws IOException {
        Files.writeString(directory.resolve("dialplan.groovy"), PLAN);
    }

    @Test
    void a_feature_that_fails_shows_the_ladder_of_both_legs() throws IOException {
        spec("OfficeSpec", """
            def 'bob answers'() {
                given: dialplan()
                def alice = phone('1001'), bob = phone('1002')
                when: alice.calls '1002'
                then: bob.talks()
            }
            """);
        SpecResult result = run().getFirst();
        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        String ladder = LadderOfMessages.of(result.failure().orElseThrow());
        assertThat(ladder)
                .contains("1001", "switch", "1002")
                .containsSubsequence(
                        "-INVITE 1002 (SDP)-",
                        "<",
                        "* dialplan.groovy:1 route('1XXX')",
                        "INVITE 1002 (SDP)",
                        ">|",
                        "180 Ringing")
                .doesNotContain("REGISTER");
    }

    @Test
    void a_test_call_tells_route_verbs_headers_and_whom_it_called() throws IOException {
        spec("EmergencySpec", """
            def 'an emergency goes to the operator'() {
                given: dialplan()
                when: def call = testCall(to: '911')
                then:
                call.answered
                call.called == ['psap']
                call.invite.header('X-Where') == 'here'
                call.invite.number == '911'
                call.verbs == ['header', 'dial']
                call.outcome instanceof Answered
                call.route.startsWith('dialplan.groovy:3 ')
            }
            def 'each fault of a carrier has its outcome'() {
                given: dialplan()
                trunk('psap').answersWith(status)
                expect: testCall(to: '911').outcome.class == outcome
                where:
                status | outcome
                486    | Busy
                603    | Rejected
                503    | Unreachable
            }
            def 'a carrier that says nothing'() {
                given: dialplan()
                trunk('psap').ignoresCalls()
                expect: testCall(to: '911').status == 480
            }
            """);
        assertThat(run()).allSatisfy(result -> assertThat(result.failure()).isEmpty());
    }

    @Test
    void events_are_known_by_their_names_alone_those_of_no_call_too() throws IOException {
        spec("EventsSpec", """
            def 'a phone registers and calls'() {
                given: dialplan()
                def alice = phone('1001'), bob = phone('1002')
                when: alice.calls '1002'
                then: events.any { it instanceof LegRinging }
                and: [Registered, TrunkDown, MailRefused, SubscriptionEnded, SourceBanned].every { it.record }
            }
            """);
        assertThat(run()).allSatisfy(result -> assertThat(result.failure()).isEmpty());
    }

    @Test
    void what_was_lost_on_the_way_is_heard_all_the_same() throws IOException {
        spec("LossSpec", """
            def 'a prompt over a bad line'() {
                given: dialplan()
                def alice = phone('1001')
                network.loses(0.05)
                when: alice.calls '200'
                then: alice.hears('welcome.wav')
                and: !alice.heard('another.wav')
            }
            """);
        assertThat(run()).allSatisfy(result -> assertThat(result.failure()).isEmpty());
    }

    @Test
    void the_clock_can_be_set() throws IOException {
        spec("ClockSpec", """
            def 'Christmas'() {
                given: dialplan()
                def alice = phone('1001'), bob = phone('1002')
                when: time.is '2026-12-25T03:00+01:00'
                then: time.now() == Instant.parse('2026-12-25T02:00:00Z')
                when: alice.calls '1002'
                then: bob.rings()
                when: bob.answers()
                and: time.passes 4.hours
                then: time.now() == Instant.parse('2026-12-25T06:00:00Z')
            }
            """);
        assertThat(run()).allSatisfy(result -> assertThat(result.failure()).isEmpty());
    }

    @Test
    void the_ladder_counts_the_time_passed_whatever_the_clock_is_set_to() throws IOException {
        spec("ClockSpec", """
            def 'Christmas'() {
                given: dialplan()
                def alice = phone('1001'), bob = phone('1002')
                time.is '2026-12-25T03:00+01:00'
                when: alice.calls '1002'
                and: time.passes 2.seconds
                then: bob.talks()
            }
            """);
        assertThat(LadderOfMessages.of(run().getFirst().failure().orElseThrow()).lines())
                .filteredOn(line -> line.matches(" +[0-9.]+ .*"))
                .isNotEmpty()
                .allMatch(line -> Double.parseDouble(line.strip().split(" ", 2)[0]) < 10);
    }

    @Test
    void what_a_plan_logs_stands_in_the_report_of_a_test_that_fails() throws IOException {
        Files.writeString(directory.resolve("dialplan.groovy"), """
            route('1XXX', when: { log.info "a guard looks at $number"; true }) {
                log.info "to {}", number
                log.debug 'not shown'
                dial user(number)
            }
            onEnd { log.warn 'it is over' }
            """);
        spec("LogSpec", """
            def 'bob answers'() {
                given: dialplan()
                def alice = phone('1001'), bob = phone('1002')
                when: alice.calls '1002'
                and: alice.hangsUp()
                and: time.passes 1.second
                then: bob.talks()
            }
            """);
        assertThat(LadderOfMessages.of(run().getFirst().failure().orElseThrow()))
                .containsSubsequence(
                        "* info: a guard looks at 1002", "* info: to 1002", "-INVITE 1002", "* warn: it is over")
                .doesNotContain("not shown");
    }

    @Test
    void static_state_of_a_plan_does_not_leak_from_test_to_test() throws IOException {
        Files.writeString(directory.resolve("dialplan.groovy"), """
            @groovy.transform.Field static int calls = 0
            route('1', when: { calls++ == 0 && Seen.ALL.add(number) }) { answer(); sleep 1000 }
            class Seen { static final Set<String> ALL = [] as Set }
            """);
        spec("CountSpec", """
            def 'the first call is answered'() {
                expect:
                dialplan()
                testCall(to: '1').answered
                !testCall(to: '1').answered
                where: time << [1, 2, 3]
            }
            """);
        assertThat(run())
                .hasSize(3)
                .allSatisfy(result -> assertThat(result.failure()).isEmpty());
    }

    @Test
    void a_hundred_runs_give_a_hundred_equal_results() throws IOException {
        spec("OftenSpec", """
            def 'over a bad network'() {
                given: dialplan()
                def alice = phone('1001'), bob = phone('1002')
                network.loses(0.1).delays(5.milliseconds, 40.milliseconds)
                when: alice.calls '1002'
                and: time.passes 5.seconds
                and: bob.answers()
                and: time.passes 5.seconds
                then: alice.talks() && testSwitch.ladder().isEmpty()
            }
            """);
        String first = run().getFirst().essence();
        assertThat(first).contains("FAILED").contains("INVITE 1002");
        for (int i = 1; i < 100; i++)
            assertThat(run().getFirst().essence()).as("run %d", i).isEqualTo(first);
    }

    @Test
    void a_file_that_does_not_compile_and_a_plan_that_does_not_load_say_where() throws IOException {
        Files.writeString(
                directory.resolve("broken.spec.groovy"), "class BrokenSpec extends DialplanSpecification { def");
        Files.writeString(directory.resolve("wrong.groovy"), "route('1XXX') { anser() }");
        spec("PlanSpec", "def 'loads'() { expect: dialplan('wrong.groovy') }");
        assertThat(run())
                .extracting(result -> result.failure().orElseThrow().getMessage())
                .anySatisfy(message -> assertThat(message).contains("broken.spec.groovy"))
                .anySatisfy(message -> assertThat(message).contains("wrong.groovy:1:17: "));
    }

    @Test
    void the_report_for_build_servers_counts_and_quotes() throws IOException {
        spec("MixedSpec", "def 'is <true>'() { expect: true }\ndef 'is false'() { expect: !true }");
        ByteArrayOutputStream xml = new ByteArrayOutputStream();
        SpecReport.write(run(), xml);
        assertThat(xml.toString(StandardCharsets.UTF_8))
                .contains("<testsuite name=\"MixedSpec\" tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\"")
                .contains("name=\"is &lt;true")
                .contains("<failure type=");
    }

    private List<SpecResult> run() throws IOException {
        return SpecRun.run(SpecRun.find(directory), _ -> {});
    }

    private void spec(String name, String body) throws IOException {
        Files.writeString(
                directory.resolve(name + ".spec.groovy"),
                "class " + name + " extends DialplanSpecification {\n" + body + "\n}\n");
    }
}
