package org.strowger.sipp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The lab is tried: what one scenario leaves is nobody else's. */
class LabTest {

    /** Run by the test below alone. */
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static final class OneLeavesACall {

        /** With a T1 of 50 ms, since its transactions are waited for as well. */
        @RegisterExtension
        static final Lab LAB = Lab.with(SwitchConfiguration.fresh().withT1("50ms"));

        @Test
        void a_caller_dies_in_its_call() {
            var caller = LAB.caller("waits")
                    .dials("7500")
                    .times(1, 1, Duration.ofMinutes(1))
                    .start();
            Path said = caller.logs().resolve("messages.log");
            // without an ACK the switch would give the caller up by itself
            assertThat(Processes.eventually(
                            Duration.ofSeconds(20), () -> Processes.text(said).contains("ACK sip:")))
                    .isTrue();
            caller.process().destroyForcibly();
        }

        @Test
        void b_calls_nobody() {
            LAB.caller("not-found").dials("9999").run();
        }
    }

    @Test
    void a_call_that_is_left_fails_its_own_scenario_and_no_other() {
        var told = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(OneLeavesACall.class))
                                .build(),
                        told);
        assertThat(told.getSummary().getTestsStartedCount()).isEqualTo(2);
        assertThat(told.getSummary().getFailures()).singleElement().satisfies(failure -> {
            assertThat(failure.getTestIdentifier().getDisplayName()).startsWith("a_caller_dies_in_its_call");
            assertThat(failure.getException()).hasMessageContaining("held after the scenario");
        });
    }
}
