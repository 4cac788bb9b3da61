package org.strowger.dialplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyTest {

    @TempDir
    Path folder;

    Plans plans;

    @BeforeEach
    void sounds() throws Exception {
        plans = new Plans(folder);
    }

    private static FakeCall stranger(String number) {
        var call = new FakeCall(number);
        call.account = Optional.empty();
        return call;
    }

    @Test
    void who_is_not_what_the_context_requires_is_refused_before_any_route_and_callback() throws Exception {
        var plan = plans.plan("""
                onStart { header 'Z', 'started' }
                context('internal') {
                    route('1') { answer() }
                    require registered, otherwise: 404
                }
                route('1') { ringing() }
                """);
        assertThat(stranger("1").inContext("internal").through(plan)).containsExactly("reject 404");
        assertThat(stranger("no route").inContext("internal").through(plan)).containsExactly("reject 404");
        assertThat(new FakeCall("1").inContext("internal").through(plan))
                .containsExactly("header Z: started", "answer");
        assertThat(stranger("1").through(plan)).as("another context").endsWith("ringing");
    }

    @Test
    void emergencies_are_exempt() throws Exception {
        var plan = plans.plan("require registered\nemergency('911') { dial trunk('psap') }\nroute('1') { answer() }\n");
        assertThat(stranger("911").through(plan)).containsExactly("dial trunk psap 911 timeout PT1M");
        assertThat(stranger("1").through(plan)).containsExactly("reject 403");
    }

    @Test
    void policies_are_closures_sources_trunks_and_combinations() throws Exception {
        var plan = plans.plan("""
                context('a') { require({ caller.number() == '1001' }, otherwise: 480); route('1') { answer() } }
                context('b') { require source('10.0.0.0/8', '192.0.2.7').or(trunk('carrier-a')); route('1') { answer() } }
                """);
        assertThat(new FakeCall("1").inContext("a").through(plan)).containsExactly("answer");
        assertThat(new FakeCall("1").inContext("b").source("192.0.2.7").through(plan))
                .containsExactly("answer");
        assertThat(new FakeCall("1").inContext("b").trunk("carrier-a").through(plan))
                .containsExactly("answer");
        assertThat(new FakeCall("1").inContext("b").source("11.0.0.1").through(plan))
                .containsExactly("reject 403");
    }

    @Test
    void what_is_wrong_with_a_policy_is_found_at_load() {
        assertThat(plans.problems("""
                require registered, otherwise: 200
                require source('10.0.0.0/33')
                require registerd
                require trunk('carrier-x')
                route('1') { require registered }
                """).toString())
                .contains("plan.groovy:1:32: a call is refused with a status of 300 to 699, not 200")
                .contains("plan.groovy:2:16: '10.0.0.0/33' is no address or network")
                .contains("plan.groovy:3:9: nothing is called 'registerd' here (did you mean 'registered'?)")
                .contains("plan.groovy:4:15: there is no trunk 'carrier-x'")
                .contains("plan.groovy:5:14: require builds the plan");
    }
}
