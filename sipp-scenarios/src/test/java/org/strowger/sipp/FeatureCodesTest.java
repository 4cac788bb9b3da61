package org.strowger.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Phones set by feature codes where the office's calls go. */
class FeatureCodesTest {

    @RegisterExtension
    static final Lab LAB = office();

    /** The office with the names and passwords of the scenarios; its carrier stays at 127.0.0.1, as shipped. */
    static Lab office() {
        return Lab.withExample(
                "office",
                Map.of(
                        "domains: [127.0.0.1, localhost]", "domains: [office.example]",
                        "office-1001", Lab.password("1001"),
                        "office-1002", Lab.password("1002"),
                        "office-1003", Lab.password("1003")));
    }

    /** Bertrand's phone dials a code, which is confirmed. */
    static void dials(Lab lab, String code) {
        lab.phone("1002", "sets-a-code").dials(code).run();
    }

    /** Who calls Bertrand talks with this one. */
    static void reaches(Lab lab, String account) {
        var callee = lab.callee(account, "answers").registered().start();
        lab.phone("1001", "with-digest").dials("1002").run();
        callee.succeeds();
    }

    private static void reachesNobody() {
        LAB.phone("1001", "reaches-nobody").dials("1002").run();
    }

    @Test
    void calls_are_forwarded_until_that_is_taken_back() {
        dials(LAB, "*721003");
        reaches(LAB, "1003");
        dials(LAB, "*73");
        reaches(LAB, "1002");
    }

    // RFC 3261 §21.4.18: 480 where the callee has activated the "do not disturb" feature.
    @Test
    void nobody_is_disturbed_who_does_not_want_to_be() {
        dials(LAB, "*78");
        var callee = LAB.callee("1002", "answers").registered().start();
        reachesNobody();
        dials(LAB, "*79");
        LAB.phone("1001", "with-digest").dials("1002").run();
        callee.succeeds();
    }

    /** Also where a plan has tables: what opens their database has much to say, which nobody has asked for. */
    @Test
    void what_is_set_is_explained_and_nothing_else_is_said() {
        Path home = Lab.LOGS.resolve("FeatureCodesTest").resolve("explained");
        Lab.delete(home);
        ExampleHome.of("office").writeTo(home);
        Path said = home.resolve("explain.log");
        Process explain = Processes.start(
                PackagedSwitch.command("explain", home.toString(), "--from", "1001", "--to", "1002"), home, said);
        assertThat(Processes.endsWithin(explain, Duration.ofSeconds(60))).isTrue();
        assertThat(Processes.text(said))
                .startsWith("version 1, context default")
                .contains("features['1002'] -> no row");
    }

    /** What comes from the carrier's address is the carrier's as long as nobody says more: a code asks who it is. */
    @Test
    void a_phone_at_the_address_of_a_trunk_sets_its_own_account() {
        LAB.at("127.0.0.1", "caller/sets-a-code").as("1002").dials("*78").run();
        var callee = LAB.callee("1002", "answers").registered().start();
        reachesNobody();
        LAB.at("127.0.0.1", "caller/sets-a-code").as("1002").dials("*79").run();
        LAB.phone("1001", "with-digest").dials("1002").run();
        callee.succeeds();
    }
}
