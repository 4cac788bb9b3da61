package org.strowger.dialplan.script;

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
import org.strowger.dialplan.FakeCall;
import org.strowger.dialplan.Plans;
import org.strowger.dialplan.explain.Drawing;
import org.strowger.dialplan.explain.Explainer;
import org.strowger.dialplan.explain.Explanation;
import org.strowger.dialplan.explain.Inquiry;
import org.strowger.dialplan.plan.Dialplan;

/** The feature codes as plans include them, explain them, draw them and get them wrong. */
class FeatureCodesTest {

    private static final String PLAN = """
            include 'strowger:features'
            route('1XXX') { dial subscriber(number), timeout: 20.seconds }
            """;

    @TempDir
    Path folder;

    private Plans plans;

    @BeforeEach
    void services() throws Exception {
        plans = new Plans(folder);
    }

    private List<String> done(Dialplan plan, String number) throws Exception {
        return new FakeCall(number).through(plan);
    }

    private Explanation explain(Dialplan plan, String number) {
        return Explainer.explain(
                plan,
                new Inquiry(
                        "1042",
                        number,
                        "office.example",
                        "default",
                        Instant.parse("2026-01-05T10:00:00Z"),
                        Map.of(),
                        InetAddress.getLoopbackAddress(),
                        Optional.empty(),
                        Optional.of("1042"),
                        List.of()));
    }

    @Test
    void what_a_code_sets_counts_where_a_subscriber_is_dialled() throws Exception {
        Dialplan plan = plans.plan(PLAN + "route('2XXX') { dial user(\"1${number.drop(1)}\") }\n");
        assertThat(done(plan, "1001")).containsExactly("dial user 1001 timeout PT20S");
        assertThat(done(plan, "*721002")).startsWith("answer");
        assertThat(done(plan, "1001")).containsExactly("dial 1002 as 1001 timeout PT20S");
        assertThat(done(plan, "2001")).containsExactly("dial user 1001 timeout PT1M");
        done(plan, "*73");
        done(plan, "*78");
        assertThat(done(plan, "1001")).containsExactly("dial nobody 480 timeout PT20S");
        done(plan, "*79");
        done(plan, "*71");
        assertThat(done(plan, "1001")).containsExactly("dial idle user 1001 timeout PT20S");
        done(plan, "*70");
        assertThat(done(plan, "1001")).containsExactly("dial user 1001 timeout PT20S");
    }

    @Test
    void what_is_set_for_calls_that_nobody_takes_is_dialled_behind_the_phones() throws Exception {
        Dialplan plan = plans.plan(PLAN);
        done(plan, "*901002");
        assertThat(done(plan, "1001")).containsExactly("dial user 1001 busy 1002 as 1001 timeout PT20S");
        done(plan, "*921003");
        assertThat(done(plan, "1001"))
                .containsExactly("dial user 1001 busy 1002 as 1001 unanswered 1003 as 1001 timeout PT20S");
        assertThat(explain(plan, "1001").lines())
                .anyMatch(line -> line.contains("dial user 1001; where it is busy 1002 through the plan, as 1001; "
                        + "where it doesn't answer 1003 through the plan, as 1001"));
        done(plan, "*78");
        assertThat(done(plan, "1001"))
                .containsExactly("dial nobody 480 busy 1002 as 1001 unanswered 1003 as 1001 timeout PT20S");
        done(plan, "*721004");
        assertThat(done(plan, "1001")).containsExactly("dial 1004 as 1001 timeout PT20S");
    }

    @Test
    void what_a_caller_would_have_dialled_is_dialled_as_if_it_had() throws Exception {
        Dialplan plan = plans.plan("include 'strowger:features'\n");
        assertThat(done(plan, "*671002"))
                .contains("header Privacy: id")
                .anyMatch(verb -> verb.startsWith("dial 1002 as caller"));
        assertThat(done(plan, "**07")).containsExactly("reject 404");
        done(plan, "*75071003");
        assertThat(done(plan, "**07")).singleElement().asString().startsWith("dial 1003 as caller");
        done(plan, "*7607");
        assertThat(done(plan, "**07")).containsExactly("reject 404");
    }

    @Test
    void the_codes_may_be_those_of_one_context() throws Exception {
        Dialplan plan = plans.plan("context('office') { include 'strowger:features' }\n");
        assertThat(new FakeCall("*78").inContext("office").through(plan)).startsWith("answer");
        assertThat(plan.routes()).anyMatch(route -> route.endsWith(" route('*78')"));
        assertThat(done(plan, "*78")).containsExactly("reject 404");
    }

    @Test
    void an_explanation_tells_what_is_set_and_sets_nothing() throws Exception {
        Dialplan plan = plans.plan(PLAN);
        done(plan, "*721002");
        assertThat(explain(plan, "1001").lines())
                .anyMatch(line -> line.contains("features['1001']"))
                .anyMatch(line -> line.contains("dial 1002 through the plan, as 1001"));
        assertThat(explain(plan, "*78").lines()).anyMatch(line -> line.contains("features.put '1042'"));
        assertThat(explain(plan, "1042").lines()).anyMatch(line -> line.contains("dial user 1042"));
    }

    @Test
    void the_codes_are_drawn_as_any_route() {
        String drawn = Drawing.of(plans.plan(PLAN), List.of()).mermaid();
        assertThat(drawn).contains("*78").contains("subscriber(number)");
    }

    @Test
    void a_plan_that_minds_settings_has_the_codes_which_make_them() {
        assertThat(plans.problems("route('1XXX') { dial subscriber(number) }\n"))
                .extracting(problem -> problem.toString())
                .containsExactly(folder + "/plan.groovy:1:22: this asks what feature codes have set, and the plan has"
                        + " none (write include 'strowger:features' above its routes)");
    }

    @Test
    void a_plan_that_does_not_come_with_the_switch_is_a_mistake() {
        assertThat(plans.problems("include 'strowger:featurs'\n"))
                .extracting(problem -> problem.toString())
                .containsExactly(folder + "/plan.groovy:1:9: there is no plan 'strowger:featurs' that comes with the"
                        + " switch: there is strowger:features");
    }

    @Test
    void a_code_that_the_plan_has_already_hides_none_in_silence() {
        assertThat(plans.problems("route('*78') { reject 403 }\n" + PLAN))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .startsWith("strowger:/features.groovy:")
                        .endsWith("the route on plan.groovy line 1 takes them all"));
        assertThat(plans.problems(PLAN + "route('*78') { reject 403 }\n"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).contains("plan.groovy:3"));
    }

    /** Nobody writes it, so nobody watches it: a reload reads it with the switch that it belongs to. */
    @Test
    void what_comes_with_the_switch_is_no_file_of_the_plan() {
        assertThat(plans.plan(PLAN).files()).containsExactly(folder.resolve("plan.groovy"));
    }
}
