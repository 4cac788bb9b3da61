package org.strowger.dialplan.script;

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

/** The guard against toll fraud as plans say it, and what is wrong with it at load. */
class FraudGuardVerbTest {

    @TempDir
    Path folder;

    Plans plans;

    @BeforeEach
    void services() throws Exception {
        plans = new Plans(folder);
        plans.write("retail.csv", "prefix,price\n4,0.05\n");
    }

    private List<String> done(String plan, String number) throws Exception {
        return new FakeCall(number).through(plans.plan(plan));
    }

    /** A plan of one route, whose guard has these bounds. */
    private static String guarded(String bounds) {
        return """
            def lifted = table('fraud', key: 'account', columns: [held: 'flag', why: 'text'])
            route('*1') { lifted.put('acme', held: false) }
            route(~/0.*/) {
                switch (fraudGuard('acme', tariff: 'retail', country: 'DE', spend: 5, %s)) {
                    case Clear -> answer()
                    case Suspect -> reject 403
                    case Held -> reject 603
                }
            }
            """.formatted(bounds);
    }

    @Test
    void as_many_calls_begin_as_may() throws Exception {
        String plan = guarded("calls: 2");
        assertThat(done(plan, "030123456")).containsExactly("answer");
        assertThat(done(plan, "030123456")).containsExactly("answer");
        assertThat(done(plan, "030123456")).containsExactly("reject 403");
    }

    @Test
    void who_is_held_is_so_for_all_calls_until_a_plan_lifts_it() throws Exception {
        String plan = guarded("abroad: 0, hold: true");
        assertThat(done(plan, "030123456")).containsExactly("answer");
        assertThat(done(plan, "0041443210000")).containsExactly("reject 603");
        assertThat(done(plan, "030123456")).containsExactly("reject 603");
        done(plan, "*1");
        assertThat(done(plan, "030123456")).containsExactly("answer");
    }

    @Test
    void a_country_is_known_once_it_was_called_while_habits_are_learnt() throws Exception {
        String plan = guarded("newCountries: 0, learning: 1.days");
        assertThat(done(plan, "0041443210000")).containsExactly("answer");
        String later = guarded("newCountries: 0");
        assertThat(done(later, "0041443210000")).containsExactly("answer");
        assertThat(done(later, "0044203210000")).containsExactly("reject 403");
    }

    @Test
    void what_only_the_call_can_tell_fails_in_it() {
        assertThatThrownBy(() -> done(guarded("per: 2.days"), "030123456"))
                .hasMessageContaining("per: PT48H is out of range: from a minute to a day");
    }

    // spotless:off
    static Stream<Arguments> mistakes() {
        return Stream.of(
                one("fraudGuard 'a', tariff: 'retail', country: 'DE', spend: 5", 16, "nobody looks at what this guard says (if (!fraudGuard(…)) reject 403)"),
                one("switch (fraudGuard('a', tariff: 'retail', country: 'DE', spend: 5)) { case Clear -> answer() }", 24, "the switch forgets Suspect and Held (say what is done then, or add a default)"),
                one("if (!fraudGuard('a', tariff: 'retail', country: 'DE', spend: 0)) hangup()", 77, "spend: 0 is out of range (from 1 to 1000000)"));
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
}
