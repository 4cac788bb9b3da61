package org.strowger.dialplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.call.event.ProgramEvent;
import org.strowger.dialplan.explain.Explainer;
import org.strowger.dialplan.explain.Inquiry;
import org.strowger.dialplan.plan.Dialplan;
import org.strowger.dialplan.route.RouteStatistics;

/** A script leaves its route for that of another number. */
class GoToTest {

    @TempDir
    Path folder;

    private Plans plans;

    @BeforeEach
    void sounds() throws Exception {
        plans = new Plans(folder);
    }

    private Dialplan plan(String routes) {
        return plans.plan(routes);
    }

    @Test
    void the_route_of_the_other_number_does_what_it_would_had_that_been_dialled() throws Exception {
        FakeCall call = new FakeCall("100");
        assertThat(call.through(plan("""
                        route('100') {
                            answer()
                            try {
                                goTo '1042'
                            } finally {
                                header 'X-Left', number
                            }
                        }
                        route(~/1(\\d+)/) { header 'X-Group', group(1); dial user('1002') }
                        """)))
                .containsExactly("answer", "header X-Left: 100", "header X-Group: 042", "dial user 1002 timeout PT1M");
        assertThat(call.published).hasSize(1);
        assertThat(((ProgramEvent.RouteChanged) call.published.getFirst()).number())
                .isEqualTo("1042");
    }

    @Test
    void methods_and_callbacks_see_the_number_that_the_call_goes_on_with() throws Exception {
        assertThat(new FakeCall("100").through(plan("""
                        onEnd { event 'over', number: number }
                        route('100') { further() }
                        route('2XX', to: this.&second)
                        void further() { goTo "2${number.drop(1)}" }
                        void second() { play "${number}.wav" }
                        """))).endsWith("play 200.wav");
    }

    @Test
    void what_the_context_requires_is_asked_anew_and_guards_decide() throws Exception {
        Dialplan plan = plan("""
                require({ !number.startsWith('2') }, otherwise: 410)
                route('1XX') { goTo number == '101' ? '201' : '301' }
                route('2XX') { answer() }
                route('3XX', when: { caller.number() == 'nobody' }) { answer() }
                route('3XX') { play 'hello.wav' }
                """);
        assertThat(new FakeCall("101").through(plan)).containsExactly("reject 410");
        assertThat(new FakeCall("102").through(plan)).containsExactly("play hello.wav");
    }

    @Test
    void a_number_that_no_route_takes_is_not_found() throws Exception {
        assertThat(new FakeCall("100").through(plan("route('100') { goTo '999' }\n")))
                .containsExactly("reject 404");
    }

    /** In the context of the call: the routes of others stay out of reach. */
    @Test
    void other_contexts_stay_out_of_reach() throws Exception {
        Dialplan plan = plan("""
                context('inside') { route('200') { answer() } }
                route('100') { goTo '200' }
                """);
        assertThat(new FakeCall("100").through(plan)).containsExactly("reject 404");
    }

    @Test
    void an_emergency_number_is_dialled_past_all_limits() throws Exception {
        assertThat(new FakeCall("100").through(plan("""
                        emergency('112') { dial trunk('psap') }
                        route('100') { goTo '112' }
                        """))).containsExactly("dial 112 as caller unlimited");
    }

    @Test
    void routes_that_lead_to_one_another_fail_their_call() {
        Dialplan plan = plan("""
                route('100') { goTo '200' }
                route('200') { goTo '100' }
                """);
        FakeCall call = new FakeCall("100");
        assertThatThrownBy(() -> call.through(plan))
                .hasMessageContaining("these routes lead to one another")
                .hasMessageContaining("plan.groovy:1")
                .hasMessageContaining("plan.groovy:2");
        assertThat(call.published).as("turns").hasSize(100);
        assertThat(plan.statistics())
                .allSatisfy(route -> assertThat(route.running()).isZero());
    }

    /** Nobody has said so at load: the verb stands in a method. */
    @Test
    void a_callback_can_not_leave_the_body_that_waits() {
        Dialplan plan = plan("""
                route('100') { onStart { away() } }
                void away() { goTo '200' }
                """);
        assertThatThrownBy(() -> new FakeCall("100").through(plan)).hasMessageContaining("can't stand in a callback");
    }

    @Test
    void each_route_counts_the_call() throws Exception {
        Dialplan plan = plan("""
                route('100') { goTo '1002' }
                route('1XXX') { dial user(number) }
                """);
        new FakeCall("100").through(plan);
        assertThat(plan.statistics()).extracting(RouteStatistics::taken).containsExactly(1L, 1L);
        assertThat(plan.statistics()).extracting(RouteStatistics::running).containsExactly(0, 0);
    }

    @Test
    void it_is_explained() {
        var explanation = Explainer.explain(
                plan("""
                        route('100') { goTo '1002' }
                        route('1XXX') { dial user(number), timeout: 20.seconds }
                        """),
                new Inquiry(
                        "1001",
                        "100",
                        "office.example",
                        "default",
                        Instant.parse("2026-01-05T10:00:00Z"),
                        Map.of(),
                        InetAddress.getLoopbackAddress(),
                        Optional.empty(),
                        Optional.of("1001"),
                        List.of()));
        assertThat(explanation.steps())
                .extracting(step -> step.text() + " -> " + step.result())
                .containsExactly(
                        "goTo 1002 -> plan.groovy:2 route('1XXX')", "dial user 1002, for 20 s -> Answered (assumed)");
    }
}
