package org.strowger.dialplan.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.dialplan.Plans;
import org.strowger.dialplan.explain.Heirs.Heir;
import org.strowger.dialplan.plan.Dialplan;

class HeirsTest {

    @TempDir
    Path folder;

    private static Heir heir(Heirs heirs, String label) {
        return heirs.heir("default", label);
    }

    private Dialplan plan(String text) throws Exception {
        return new Plans(folder).plan(text);
    }

    @Test
    void a_route_is_found_again_by_its_words_wherever_it_stands() throws Exception {
        Heirs heirs = Heirs.in(plan("""

                route('1XXX') { answer() }
                route('2XXX', when: trunk('carrier-a')) { answer() }
                route('2XXX', when: registered) { answer() }
                context('other') { route('3XXX') { answer() } }
                """));
        assertThat(heir(heirs, "plan.groovy:7 route('1XXX')")).isEqualTo(new Heir.One("plan.groovy:2 route('1XXX')"));
        assertThat(heir(heirs, "other.groovy:2 route('1XXX')")).isEqualTo(new Heir.None());
        assertThat(heir(heirs, "plan.groovy:2 route('1XX')")).isEqualTo(new Heir.None());
        assertThat(heir(heirs, "plan.groovy:5 route('3XXX')")).isEqualTo(new Heir.None());
        assertThat(heir(heirs, "no route")).isEqualTo(new Heir.One("no route"));
        assertThat(heir(heirs, "plan.groovy:4 route('2XXX', when: {…})"))
                .isEqualTo(new Heir.One("plan.groovy:4 route('2XXX', when: {…})"));
        assertThat(heir(heirs, "plan.groovy:9 route('2XXX', when: {…})"))
                .isEqualTo(new Heir.Several(
                        List.of("plan.groovy:3 route('2XXX', when: {…})", "plan.groovy:4 route('2XXX', when: {…})")));
    }

    @Test
    void beside_the_earlier_plan_order_tells_them_apart_and_what_is_left_is_found_by_its_numbers() throws Exception {
        Dialplan earlier = plan("""
                route('1XXX', when: { number == '1001' }) { answer() }
                route('1XXX', when: { number == '1002' }) { answer() }
                route('2XXX', source: '10.0.0.1') { answer() }
                route('2XXX') { answer() }
                route('3XXX', source: '10.0.0.1') { answer() }
                route('3XXX') { answer() }
                """);
        Dialplan later = plan("""

                route('2XXX', source: '10.0.0.2') { answer() }
                route('2XXX') { answer() }
                route('3XXX') { answer() }
                route('1XXX', when: { number == '1001' }) { answer() }
                route('1XXX', when: { number == '1002' }) { answer() }
                """);
        Heirs heirs = Heirs.in(later, earlier);
        assertThat(heir(heirs, "plan.groovy:1 route('1XXX', when: {…})"))
                .isEqualTo(new Heir.One("plan.groovy:5 route('1XXX', when: {…})"));
        assertThat(heir(heirs, "plan.groovy:2 route('1XXX', when: {…})"))
                .isEqualTo(new Heir.One("plan.groovy:6 route('1XXX', when: {…})"));
        assertThat(heir(heirs, "plan.groovy:3 route('2XXX', source: 10.0.0.1)"))
                .isEqualTo(new Heir.One("plan.groovy:2 route('2XXX', source: 10.0.0.2)"));
        assertThat(heir(heirs, "plan.groovy:4 route('2XXX')")).isEqualTo(new Heir.One("plan.groovy:3 route('2XXX')"));
        assertThat(heir(heirs, "plan.groovy:5 route('3XXX', source: 10.0.0.1)"))
                .as("that without a condition was there before")
                .isEqualTo(new Heir.None());
    }
}
