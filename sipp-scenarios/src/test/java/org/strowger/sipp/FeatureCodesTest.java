package org.strowger.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Phones set by feature codes where the office's calls go, and a restart forgets none of it. */
class FeatureCodesTest {

    /** The office with the names and passwords of the scenarios; its carrier stays at 127.0.0.1, as shipped. */
    @RegisterExtension
    static final Lab LAB = Lab.withExample(
            "office",
            Map.of(
                    "domains: [127.0.0.1, localhost]", "domains: [office.example]",
                    "office-1001", Lab.password("1001"),
                    "office-1002", Lab.password("1002"),
                    "office-1003", Lab.password("1003")));

    private static void dials(String code) {
        LAB.phone("1002", "sets-a-code").dials(code).run();
    }

    private static void reaches(String account) {
        var callee = LAB.callee(account, "answers").registered().start();
        LAB.phone("1001", "with-digest").dials("1002").run();
        callee.succeeds();
    }

    private static void reachesNobody() {
        LAB.phone("1001", "reaches-nobody").dials("1002").run();
    }

    @Test
    void calls_are_forwarded_until_that_is_taken_back_over_a_restart_too() {
        dials("*721003");
        reaches("1003");
        PackagedSwitch before = LAB.handOver();
        try (before) {
            before.kill();
        }
        try (var again = PackagedSwitch.start(before.directory(), LAB.adminPort())) {
            reaches("1003");
            dials("*73");
            reaches("1002");
            again.kill();
        }
    }

    // RFC 3261 §21.4.18: 480 where the callee has activated the "do not disturb" feature.
    @Test
    void nobody_is_disturbed_who_does_not_want_to_be() {
        dials("*78");
        var callee = LAB.callee("1002", "answers").registered().start();
        reachesNobody();
        dials("*79");
        LAB.phone("1001", "with-digest").dials("1002").run();
        callee.succeeds();
    }

    /** Also where a plan has tables: what opens their database has much to say, which nobody has asked for. */
    @Test
    void what_is_set_is_explained_and_nothing_else_is_said() {
        Path home = LAB.theSwitch().directory().resolveSibling("explained");
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
