package org.strowger.dialplan.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.strowger.dialplan.FakeCall;
import org.strowger.dialplan.Plans;

/** Limits as plans say them, and what is wrong with them at load. */
class LimitVerbTest {

    @TempDir
    Path folder;

    Plans plans;

    @BeforeEach
    void services() throws Exception {
        plans = new Plans(folder);
    }

    private List<String> done(String plan, String number) throws Exception {
        return new FakeCall(number).through(plans.plan(plan));
    }

    @Test
    void a_switch_tells_what_it_came_to_and_a_call_gives_its_place_back() throws Exception {
        String plan = """
            route('1') {
                switch (limit('acme', calls: 1, perSecond: 2)) {
                    case Within -> answer()
                    case TooMany -> reject 486
                    case TooFast -> reject 503
                }
            }
            """;
        assertThat(done(plan, "1")).containsExactly("answer");
        assertThat(done(plan, "1")).containsExactly("answer");
        assertThat(done(plan, "1")).containsExactly("reject 503");
        assertThat(plans.services().all().limits().figures().places()).isZero();
    }

    @Test
    void a_call_that_asks_again_counts_once_and_an_emergency_not_at_all() throws Exception {
        String plan = """
            emergency('911') { if (limit('acme', calls: 1)) answer() }
            route('1') { if (limit(caller.account(), calls: 1) && limit("${1000 + 1}", calls: 1)) answer() }
            """;
        assertThat(done(plan, "1")).containsExactly("answer");
        assertThat(done(plan, "911")).containsExactly("answer");
        assertThat(plans.services().all().limits().figures().byName())
                .extracting(LimitFigures.Named::name)
                .containsExactly("1001");
    }

    @Test
    void a_name_is_no_longer_than_it_may_be_whatever_a_caller_says() throws Exception {
        String plan = "route(~/.*/) { if (limit(number, calls: 1)) answer() }";
        assertThat(done(plan, "1".repeat(Limits.MOST_NAME))).containsExactly("answer");
        assertThatThrownBy(() -> done(plan, "1".repeat(Limits.MOST_NAME + 1)))
                .hasMessageContaining("limit: a name has 256 characters at most");
        assertThat(plans.services().all().limits().figures().places()).isZero();
    }

    @Test
    void a_bound_may_be_kept_in_a_table() throws Exception {
        String plan = """
            def customers = table('customers', key: 'name', columns: [rate: 'number'])
            route('1') {
                customers.putIfAbsent('acme', rate: 1)
                if (limit('acme', perSecond: customers['acme'].number('rate') as int)) answer() else reject 486
            }
            """;
        assertThat(done(plan, "1")).containsExactly("answer");
        assertThat(done(plan, "1")).containsExactly("reject 486");
    }

    // spotless:off
    static Stream<Arguments> mistakes() {
        return Stream.of(
                one("limit 'a', calls: 3", 16, "nobody looks at what this limit comes to (if (!limit(…)) reject 486)"),
                one("switch (limit('a', calls: 3)) { case Within -> answer() }", 24, "the switch forgets TooMany and TooFast (say what is done then, or add a default)"),
                one("if (!limit('a', call: 3)) hangup()", 32, "there is no option 'call' here (did you mean 'calls'?)"),
                one("if (!limit('a', calls: 0)) hangup()", 39, "calls: 0 is out of range (from 1 to 1000000)"),
                one("if (!limit('a', perSecond: 10001)) hangup()", 43, "perSecond: 10001 is out of range (from 1 to 10000)"),
                one("if (!limit(4711, calls: 1)) hangup()", 27, "a limit is named by a text (limit 'customer', calls: 30)"));
    }
    // spotless:on

    private static Arguments one(String text, int column, String message) {
        return Arguments.of("route('100') { " + text + " }\n", column, message);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_found_at_load(String text, int column, String message) {
        assertThat(plans.problems(text))
                .extracting(Object::toString)
                .containsExactly(folder + "/plan.groovy:1:" + column + ": " + message);
    }

    @Test
    void a_guard_has_no_limits_and_no_lookups() {
        assertThat(plans.problems("route('1', when: { limit('a', calls: 1) }) { answer() }\n"))
                .extracting(Object::toString)
                .containsExactly(
                        folder
                                + "/plan.groovy:1:20: a guard only decides, and this is asked in a call (ask it in the route's body)");
    }
}
