package org.strowger.dialplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.dialplan.number.AddressRange;

class MatchingTest {

    @TempDir
    Path folder;

    Plans plans;

    @BeforeEach
    void sounds() throws Exception {
        plans = new Plans(folder);
    }

    private List<String> call(String plan, FakeCall call) throws Exception {
        return call.through(plans.plan(plan));
    }

    @Test
    void the_first_route_in_file_order_takes_the_call() throws Exception {
        var plan = "route('10XX') { ringing() }\nroute('1XXX') { answer() }\n";
        assertThat(call(plan, new FakeCall("1001"))).containsExactly("ringing");
    }

    @ParameterizedTest
    @CsvSource({
        "1001, answer",
        "2001, answer",
        "3001, ringing",
        "4001, ringing",
        "5001, ringing",
        "6001, reject 603",
        "7001, reject 603",
        "8001, reject 404",
        "9001, busy",
        "91, busy",
        "92, reject 404"
    })
    void a_route_takes_calls_to_any_of_its_patterns(String number, String done) throws Exception {
        var plan = """
                route('1XXX', '2XXX') { answer() }
                route('3XXX', '4XXX', '5XXX') { ringing() }
                route(['6XXX', '7XXX']) { reject 603 }
                route('8XXX', '82XX', trunk: 'carrier-a') { answer() }
                def several = ['90XX', '91']
                route(several, to: this.&busy)
                void busy() { header 'X-Busy', number; reject 486 }
                """;
        List<String> verbs = call(plan, new FakeCall(number));
        assertThat(verbs.getFirst()).isEqualTo(done.equals("busy") ? "header X-Busy: " + number : done);
    }

    @Test
    void a_route_of_several_patterns_is_told_with_all_of_them() {
        assertThat(plans.plan("route('1XXX', '2XXX', source: '10.0.0.0/8') { answer() }\n")
                        .routes())
                .containsExactly("plan.groovy:1 route('1XXX', '2XXX', source: 10.0.0.0/8)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "route('1XXX', '2[') { answer() } | 1:17: pattern '2[': ",
                "route(['1XXX', '2[']) { answer() } | 1:18: pattern '2[': ",
                "route(['1XXX', 5]) { answer() } | 1:16: a pattern is a text (write ['1XXX', '2XXX'])",
                "route('1XXX', 5) { answer() } | 1:1: 'route' can't be used with ",
                "route([]) { answer() } | 1:1: the route is for no number: the list is empty",
                "route('1X', '2X', '3X', '4X') { answer() } | 1:1: 'route' can't be used with "
            })
    void what_is_no_pattern_among_several_is_found_at_load(String text, String problem) {
        assertThat(plans.problems(text + "\n"))
                .singleElement()
                .asString()
                .startsWith(folder + "/plan.groovy:" + problem);
    }

    @Test
    void a_number_that_no_route_takes_gets_404() throws Exception {
        assertThat(call("route('1XXX') { answer() }", new FakeCall("2"))).containsExactly("reject 404");
    }

    @Test
    void an_expression_matches_the_whole_number_and_gives_its_groups() throws Exception {
        var plan = "route(~/\\+1(?<area>\\d{3})(\\d+)?/) { header 'X-Area', group('area') + group(1) + group(2) }";
        assertThat(call(plan, new FakeCall("+1555"))).containsExactly("header X-Area: 555555");
        assertThat(call(plan, new FakeCall("9+1555"))).containsExactly("reject 404");
    }

    @Test
    void an_expression_that_backtracks_without_end_does_not_match() throws Exception {
        assertThat(call("route(~/(a+)+b/) { answer() }", new FakeCall("a".repeat(60))))
                .containsExactly("reject 404");
    }

    @Test
    void guards_decide_further_and_see_the_call() throws Exception {
        var plan = """
                route({ number.startsWith('+1') && caller.number == '1001' }) { ringing() }
                route('2XXX', when: { request.header('X-Vip') == 'yes' }) { answer() }
                route('2XXX') { reject 603 }
                """;
        assertThat(call(plan, new FakeCall("+1555"))).containsExactly("ringing");
        assertThat(call(plan, new FakeCall("2000").withHeader("X-Vip", "yes"))).containsExactly("answer");
        assertThat(call(plan, new FakeCall("2000"))).containsExactly("reject 603");
    }

    @Test
    void a_guard_that_throws_ends_the_call_instead_of_letting_it_pass() {
        var plan = plans.plan("route('1', when: { 1.intdiv(0) }) { answer() }\nroute('1') { answer() }\n");
        var call = new FakeCall("1");
        var program = plan.program(call.request(), "1", call.caller());
        assertThat(program.label()).isEqualTo("plan.groovy:1 route('1', when: {…})");
        assertThatThrownBy(() -> call.through(program)).isInstanceOf(ArithmeticException.class);
        assertThat(call.verbs).isEmpty();
    }

    @Test
    void a_guard_has_no_verbs() {
        assertThat(plans.problems("route({ answer(); true }) { echo() }"))
                .singleElement()
                .asString()
                .contains("a guard only decides");
        var plan = plans.plan("route({ away() }) { echo() }\nboolean away() { answer(); true }\n");
        assertThatThrownBy(() -> new FakeCall("1").through(plan)).hasMessageContaining("a guard only decides");
    }

    @ParameterizedTest
    @CsvSource({
        "'from: ''sip:alice@*''', sip:alice@office.example;x=y, true",
        "'from: ''sip:alice@*''', sip:bob@office.example, false",
        "'from: ''sip:alice@*''', sips:alice@office.example, false",
        "'from: ''alice@Office.Example''', sips:alice@OFFICE.example:5061, false",
        "'from: ''alice@Office.Example''', sips:alice@OFFICE.example, true",
        "'from: ''*:alice@*''', sips:alice@x, true",
        "'from: ''Alice''', sip:alice@x, false",
        "'from: ''al*''', sip:alice@x, true"
    })
    void from_is_compared_as_a_uri(String option, String from, boolean fits) throws Exception {
        assertThat(call("route(" + option + ") { answer() }", new FakeCall("1").from(from)))
                .containsExactly(fits ? "answer" : "reject 404");
    }

    @Test
    void all_that_is_named_must_match() throws Exception {
        var plan = """
                route('1', to: 'conference', header: ['X-Tenant': 'ac*'], source: '10.0.0.0/8', trunk: 'carrier-a') { answer() }
                """;
        assertThat(call(plan, fitting())).containsExactly("answer");
        assertThat(call(plan, fitting().to("sip:other@x"))).containsExactly("reject 404");
        assertThat(call(plan, fitting().withHeader("X-Tenant", "other"))).containsExactly("reject 404");
        assertThat(call(plan, fitting().source("11.0.0.1"))).containsExactly("reject 404");
        assertThat(call(plan, fitting().trunk("carrier-b"))).containsExactly("reject 404");
    }

    private static FakeCall fitting() {
        return new FakeCall("1")
                .to("sip:conference@x")
                .withHeader("X-Tenant", "acme")
                .source("10.1.2.3")
                .trunk("carrier-a");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true", "10.0.0.0/8, 11.0.0.0, false", "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.128/25, 192.0.2.200, true", "192.0.2.1, 192.0.2.1, true", "0.0.0.0/0, 8.8.8.8, true",
        "2001:db8::/33, 2001:db8:7fff::1, true", "2001:db8::/33, 2001:db8:8000::1, false",
                "2001:db8::/32, 10.0.0.1, false"
    })
    void a_source_is_a_network(String range, String address, boolean inside) {
        assertThat(AddressRange.parse(range).contains(java.net.InetAddress.ofLiteral(address)))
                .isEqualTo(inside);
    }

    @Test
    void a_context_has_its_own_routes_and_top_level_ones_are_in_context_default() throws Exception {
        var plan = """
                route('1') { ringing() }
                context('internal') { route('1') { answer() } }
                context('internal') { route('2') { earlyMedia() } }
                """;
        assertThat(call(plan, new FakeCall("1"))).containsExactly("ringing");
        assertThat(call(plan, new FakeCall("1").inContext("internal"))).containsExactly("answer");
        assertThat(call(plan, new FakeCall("2").inContext("internal"))).containsExactly("earlyMedia");
        assertThat(call(plan, new FakeCall("1").inContext("elsewhere"))).containsExactly("reject 404");
    }

    @Test
    void emergencies_come_first_in_every_context() throws Exception {
        var text = """
                route('.') { reject 603 }
                context('internal') { route('.') { reject 603 } }
                emergency('911', '112') { dial trunk('psap'), timeout: unlimited }
                context('internal') { route('999', priority: emergency) { ringing() } }
                """;
        for (String context : List.of("default", "internal", "elsewhere")) {
            assertThat(call(text, new FakeCall("112").inContext(context)))
                    .containsExactly("dial trunk psap 112 unlimited");
            assertThat(call(text, new FakeCall("999").inContext(context))).containsExactly("ringing");
        }
        var router = new DialplanRouter(plans.plan(text));
        assertThat(router.isEmergency("911")).isTrue();
        assertThat(router.isEmergency("999")).isTrue();
        assertThat(router.isEmergency("1")).isFalse();
    }

    @Test
    void included_routes_stand_where_the_include_stands_and_in_its_context() throws Exception {
        plans.write("sales.groovy", "route('1') { ringing() }\n");
        assertThat(call("include 'sales.groovy'\nroute('[12]') { answer() }\n", new FakeCall("1")))
                .containsExactly("ringing");
        assertThat(call("context('a') { include 'sales.groovy' }\n", new FakeCall("1").inContext("a")))
                .containsExactly("ringing");
    }

    @Test
    void several_files_make_one_plan() throws Exception {
        var plan = Plans.loaded(plans.loader()
                .load(
                        plans.write("a.groovy", "route('1') { ringing() }\n"),
                        plans.write("b.groovy", "route('2') { answer() }\n")));
        assertThat(plan.routes()).containsExactly("a.groovy:1 route('1')", "b.groovy:1 route('2')");
        assertThat(new FakeCall("2").through(plan)).containsExactly("answer");
    }
}
