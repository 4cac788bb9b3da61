package org.strowger.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The plans of the manual that need only signalling and relay, as they stand, on the packaged switch. */
class ManualPlansTest {

    private static final String PROVIDER = "127.0.2.12";
    private static final int PROVIDER_PORT = 5072;
    private static final String CUSTOMER = "127.0.1.8";

    private static final ManualHome HOME = ManualHome.fresh();

    private static final NameServer NAMES = NameServer.of(Map.of(
            "provider.example", new InetSocketAddress(PROVIDER, PROVIDER_PORT),
            "customer.example", new InetSocketAddress(CUSTOMER, PROVIDER_PORT),
            "carrier-b.example", new InetSocketAddress(SwitchConfiguration.SECOND_TRUNK, HOME.trunkPort())));

    @RegisterExtension
    static final Lab LAB = Lab.with(HOME.asking(NAMES));

    @AfterAll
    static void no_more_names() {
        NAMES.close();
    }

    @Test
    void plan_02_a_phone_calls_another() {
        var callee = LAB.callee("1002", "answers").registered().start();
        LAB.phone("1001", "with-digest").dials("1002").run();
        callee.succeeds();
    }

    @Test
    void plan_03_a_phone_that_proves_who_it_is_calls_out_with_the_companys_number() {
        var provider = LAB.party("callee/provider", PROVIDER, PROVIDER_PORT).start();
        LAB.phone("1001", "with-digest").dials("912025550123").run();
        provider.succeeds();
    }

    @Test
    void plan_03_the_second_carrier_rings_when_the_first_is_out_of_order() {
        var first = LAB.carrier("out-of-order").start();
        var second = LAB.secondCarrier("answers").start();
        LAB.caller("hangs-up").dials("+12025550123").run();
        first.succeeds();
        second.succeeds();
    }

    /** Known by the records of its name; anybody else would be asked who he is. */
    @Test
    void plan_02_a_trunk_that_is_but_a_name_calls_a_phone() {
        var callee = LAB.callee("1002", "answers").registered().start();
        LAB.at(CUSTOMER, "caller/hangs-up").as("customer").dials("1002").run();
        callee.succeeds();
    }

    @Test
    void plan_03_the_second_carrier_does_not_ring_when_the_callee_is_busy() {
        var first = LAB.carrier("busy").start();
        LAB.caller("busy").dials("+12025550123").run();
        first.succeeds();
    }

    @Test
    void plan_03_an_international_call_is_charged_to_the_phone_that_proves_who_it_is() {
        var carrier = LAB.carrier("answers").start();
        LAB.phone("1001", "with-digest").dials("011493012345").run();
        carrier.succeeds();
        assertThat(Processes.eventually(Duration.ofSeconds(3), () -> isCharged("international")))
                .as(LAB.theSwitch().lastWords())
                .isTrue();
    }

    @Test
    void plan_04_an_emergency_call_reaches_the_operator_and_nobody_is_asked_who_he_is() {
        var operator = LAB.operator("answers").start();
        LAB.at("127.0.1.7", "caller/hangs-up").as("stranger").dials("911").run();
        operator.succeeds();
    }

    @Test
    void plan_06_one_of_the_ring_group_wins_and_the_others_are_told() {
        var first = LAB.callee("1001", "loses-the-race").registered().start();
        var winner = LAB.callee("1002", "answers").registered().start();
        var third = LAB.callee("1003", "loses-the-race").registered().start();
        LAB.caller("hangs-up").dials("3000").run();
        first.succeeds();
        winner.succeeds();
        third.succeeds();
    }

    @Test
    void plan_12_the_chain_asks_charges_and_connects() {
        var carrier = LAB.carrier("answers").start();
        LAB.phone("1001", "with-digest").dials("7500").run();
        carrier.succeeds();
        assertThat(Processes.eventually(Duration.ofSeconds(3), () -> isCharged("retail")))
                .as(LAB.theSwitch().lastWords())
                .isTrue();
    }

    private static boolean isCharged(String tariff) {
        return LAB.theSwitch().log().lines().anyMatch(line -> line.contains("call_charged") && line.contains(tariff));
    }
}
