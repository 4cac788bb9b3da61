package org.strowger.sipp;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What phones have set by feature codes outlasts a switch that is killed. */
class FeatureCodesRestartTest {

    @RegisterExtension
    static final Lab LAB = FeatureCodesTest.office();

    @Test
    void calls_are_forwarded_by_the_switch_that_comes_after() {
        FeatureCodesTest.dials(LAB, "*721003");
        PackagedSwitch before = LAB.handOver();
        try (before) {
            before.kill();
        }
        try (var again = PackagedSwitch.start(before.directory(), LAB.adminPort())) {
            FeatureCodesTest.reaches(LAB, "1003");
            FeatureCodesTest.dials(LAB, "*73");
            FeatureCodesTest.reaches(LAB, "1002");
            again.kill();
        }
    }
}
