package org.strowger.dialplan.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.call.DialOutcome;
import org.strowger.dialplan.FakeCall;
import org.strowger.dialplan.Plans;
import org.strowger.dialplan.billing.Ledger;

class ExplainTest {

    private static final String PLAN = """
            emergency('911') { dial trunk('psap') }
            context('office') {
                require source('10.0.0.0/8', '127.0.0.1'), otherwise: 403
                route('4XXX', when: during('Mon-Fri 08:00-18:00 Europe/Berlin')) { dial user('1001') }
                route('4XXX', header: ['X-Tenant': 'acme']) { reject 486 }
                route('4X') { echo() }
                route(~/4(\\d{3})/) {
                    callerId '+4930XXXX'
                    header 'X-Extension', group(1)
                    switch (dial(trunk('carrier-a').to(number))) {
                        case Answered -> hangup()
                        case Busy -> play 'busy.wav'
                        default -> reject 404
                    }
                }
                route('5XXX', when: { throw new IllegalStateException('guard') }) { answer() }
                route('6XXX') { answer(); int zero = 0; 1.intdiv(zero) }
            }
            """;

    @TempDir
    Path folder;

    private Plans plans;

    @BeforeEach
    void sounds() throws Exception {
        plans = new Plans(folder);
    }

    private Explanation explain(String number, String at, Map<String, String> headers, DialOutcome... outcomes) {
        return explain(number, at, headers, "127.0.0.1", outcomes);
    }

    private Explanation explain(
            String number, String at, Map<String, String> headers, String source, DialOutcome... outcomes) {
        return Explainer.explain(
                plans.plan(PLAN),
                new Inquiry(
                        "1042",
                        number,
                        "office.example",
                        "office",
                        Instant.parse(at),
                        headers,
                        InetAddress.ofLiteral(source),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(outcomes)));
    }

    @Test
    void each_earlier_route_says_why_it_does_not_take_the_call() {
        var night = explain("4711", "2026-12-25T02:00:00Z", Map.of());
        assertThat(night.lines())
                .containsExactly(
                        "version 1, context office",
                        "  - plan.groovy:1 emergency('911'): the number is not 911",
                        "  - plan.groovy:3 require(otherwise: 403): the caller is what it requires",
                        "  - " + night.considered().get(2).what() + ": its guard says no",
                        "  - " + night.considered().get(3).what() + ": header X-Tenant is missing, not 'acme'",
                        "  - plan.groovy:6 route('4X'): the number is not 4X",
                        "  > plan.groovy:7 route(~/4(\\d{3})/): takes the call",
                        "then",
                        "  1. callerId +4930XXXX",
                        "  2. header X-Extension, 711",
                        "  3. dial trunk carrier-a to 4711, for 60 s -> Answered (assumed)",
                        "       From: +49301042",
                        "       X-Extension: 711",
                        "  4. hangup",
                        "the call is hung up");
    }

    @Test
    void a_script_that_goes_on_for_ever_is_explained_up_to_a_bound() {
        var explained = Explainer.explain(plans.plan("route('1') { while (true) ringing() }"), inquiry("1"));
        assertThat(explained.end()).isEqualTo("here the explanation ends: the script goes on for more than 1000 steps");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "ask('hello.wav', digits: 4, end: '#', mask: true) => ask hello.wav, 4 digits, ended by #, masked,"
                        + " within 5 s",
                "menu('hello.wav') { on('1') { }; on('2X') { } } => ask hello.wav, one of 1, 2X, within 5 s",
                "play 'hello.wav', loop: 3, bargeIn: 'digits' => play hello.wav, times 3, bargeIn digits",
                "play tone('350+440/200,0/200', length: 2.seconds) => play tone 350+440/200,0/200, for 2 s",
                "play([say(number: 42), 'busy.wav']) => play say forty two, busy.wav",
                "record 'x.wav', max: 2.minutes => record x.wav, longest 120 s",
                "conference '7', role: 'listener', music: 'hello.wav' => conference 7, role listener, music hello.wav",
                "if (device('1001') == IDLE) hangup() => device 1001",
                "park '7', timeout: 1.minute => park 7, 60 s, music-on-hold.wav",
                "location civic: [country: 'DE', A3: 'Berlin'] => location civic country: DE, A3: Berlin",
                "filter { pcm, samples, rate -> } => filter caller, {…}",
                "stream 'wss://x.example' => stream url wss://x.example, protocol strowger, rate 8000, reconnect 5 s"
            })
    void what_a_verb_is_given_is_told_as_a_plan_would_write_it(String verb, String told) {
        var plan = plans.plan("route('1') { answer()\n" + verb + " }");
        var explained = Explainer.explain(
                plan,
                new Inquiry(
                        "1001",
                        "1",
                        "office.example",
                        "default",
                        Instant.EPOCH,
                        Map.of(),
                        InetAddress.ofLiteral("192.0.2.1"),
                        Optional.empty(),
                        Optional.empty(),
                        List.of()));
        assertThat(explained.steps().get(1).text()).isEqualTo(told);
    }

    @Test
    void the_clock_is_the_one_that_is_asked_about() {
        assertThat(explain("4711", "2026-05-04T10:00:00Z", Map.of()).route()).contains(":4 route('4XXX'");
    }

    @Test
    void outcomes_decide_how_it_goes_on() {
        var busy = explain("4711", "2026-12-25T02:00:00Z", Map.of(), new DialOutcome.Busy(486));
        assertThat(busy.steps()).last().extracting(Explanation.Step::text).isEqualTo("play busy.wav");
        assertThat(busy.end()).isEqualTo("the caller gets 486");
        assertThat(explain("4711", "2026-12-25T02:00:00Z", Map.of(), new DialOutcome.NoAnswer())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_header_a_policy_a_fault_and_no_route_are_told() {
        assertThat(explain("4711", "2026-12-25T02:00:00Z", Map.of("x-tenant", "acme"))
                        .end())
                .isEqualTo("the caller gets 486");
        assertThat(explain("4711", "2026-12-25T02:00:00Z", Map.of(), "192.0.2.1")
                        .lines())
                .contains("  > plan.groovy:3 require(otherwise: 403): it refuses the caller with 403")
                .endsWith("the caller gets 403");
        assertThat(explain("5711", "2026-12-25T02:00:00Z", Map.of()).lines())
                .anyMatch(line -> line.startsWith("  > plan.groovy:16") && line.endsWith("its guard fails"))
                .endsWith("plan.groovy:16: IllegalStateException: guard: the caller gets 500");
        assertThat(explain("6711", "2026-12-25T02:00:00Z", Map.of()).end())
                .isEqualTo("plan.groovy:17: ArithmeticException: / by zero: the caller is hung up on");
        assertThat(explain("7", "2026-12-25T02:00:00Z", Map.of()).lines())
                .contains("  > no route: none of the context takes the call: 404")
                .endsWith("the caller gets 404");
    }

    @Test
    void a_plan_is_drawn_with_its_contexts_decisions_and_targets() {
        var plan = plans.plan(PLAN);
        String mermaid = Drawing.of(plan, List.of()).mermaid();
        assertThat(mermaid)
                .startsWith("flowchart LR\n")
                .contains("[[\"emergencies\"]]", "[[\"context office\"]]")
                .contains("-->|\"Busy\"|", "-->|\"otherwise\"|")
                .contains("([\"trunk('carrier-a').to(number)\"])", "([\"user('1001')\"])");
        for (String route : plan.routes()) assertThat(mermaid).contains(route.replace("\"", "&quot;"));
        String page = Drawing.of(plan, List.of()).html("Office & more");
        assertThat(page)
                .contains("<title>Office &amp; more</title>", "<svg")
                .doesNotContain("<script", "src=", "@import");
    }

    @Test
    void the_calls_of_a_running_switch_stand_on_the_arrows() throws Exception {
        var plan = plans.plan(PLAN);
        for (int i = 0; i < 3; i++) {
            var call = new FakeCall("4711").inContext("office").source("127.0.0.1");
            call.now = Instant.parse("2026-12-25T02:00:00Z");
            call.dialEndsWith(new DialOutcome.Busy(486)).through(plan);
        }
        assertThat(plan.statistics())
                .filteredOn(route -> route.taken() > 0)
                .singleElement()
                .satisfies(route -> assertThat(route.outcomes()).isEqualTo(Map.of("Busy", 3L)));
        assertThat(Drawing.of(plan, plan.statistics()).mermaid())
                .contains("-->|\"3 calls, 0 now\"|", "-->|\"Busy: 3\"|");
    }

    private static Inquiry inquiry(String to) {
        return new Inquiry(
                "1042",
                to,
                "office.example",
                "default",
                Instant.EPOCH,
                Map.of(),
                InetAddress.ofLiteral("127.0.0.1"),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private Explanation billed(String account) {
        return Explainer.explain(
                plans.plan("route('1XXX') { bill 'retail', account: '" + account + "'; dial trunk('carrier-a') }\n"),
                inquiry("1234"));
    }

    @Test
    void to_explain_a_call_that_is_charged_spends_nothing() {
        Ledger ledger = plans.services().ledger;
        long before = ledger.balance("1001").orElseThrow();
        assertThat(billed("1001").lines()).last().isEqualTo("the call is hung up");
        assertThat(ledger.balance("1001")).hasValue(before);
        assertThat(ledger.reserve("1", "1001", 0, before, before))
                .as("all of it is there")
                .isEqualTo(before);
        assertThat(billed("1001").lines()).last().isEqualTo("the caller gets 402");
        assertThat(billed("1002").lines()).last().isEqualTo("the caller gets 402");
    }
}
