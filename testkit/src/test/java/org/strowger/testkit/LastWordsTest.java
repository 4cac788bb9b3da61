package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.call.event.ProgramEvent;
import org.strowger.call.setup.CallBudget;

/** What becomes of a call whose script fails or asks too much, in virtual time. */
class LastWordsTest {

    @TempDir
    Path folder;

    private final VirtualSwitch home = new VirtualSwitch(
            5,
            VirtualSwitch.usualSettings()
                    .withBudget(new CallBudget(Duration.ofMillis(800), Duration.ofSeconds(10), 1_000)),
            (_, _, _) -> Programs.program(_ -> {}));
    private final ScriptedPhone ada = home.phone("1001").registers();

    private void plan(String text) throws IOException {
        home.dialplan(Files.writeString(folder.resolve("plan.groovy"), text));
    }

    @AfterEach
    void nothing_is_left_behind() {
        Leftovers.ofCalls(home);
        home.close();
    }

    @Test
    void a_script_that_throws_has_last_words() throws IOException {
        plan("""
            onFault { why -> event 'fault', why: why; reject 503 }
            route('1') { throw new IllegalStateException('broken') }
            route('2') { answer(); int zero = 0; 1.intdiv(zero) }
            """);
        assertThat(ada.calls("1").lastStatus()).isEqualTo(503);
        assertThat(home.events())
                .anySatisfy(event -> assertThat(event.what())
                        .isInstanceOfSatisfying(
                                ProgramEvent.ScriptEvent.class,
                                said -> assertThat(said.values())
                                        .containsEntry("why", "plan.groovy:2: IllegalStateException: broken")))
                .anySatisfy(event -> assertThat(event.what()).isInstanceOf(ProgramEvent.ProgramFault.class));
        ada.calls("2");
        assertThat(ada.story()).endsWith("peer hung up");
        assertThat(home.figures().programFaults()).isEqualTo(2);
    }

    @Test
    void a_guard_that_throws_has_last_words_and_lets_nobody_pass() throws IOException {
        plan("""
            onFault { why -> event 'fault', why: why; reject 503 }
            route('1', when: { 1.intdiv(number.length() - 1) > 0 }) { answer() }
            route('1') { reject 486 }
            """);
        assertThat(ada.calls("1").lastStatus()).isEqualTo(503);
        assertThat(home.events())
                .anySatisfy(event -> assertThat(event.what())
                        .isInstanceOfSatisfying(
                                ProgramEvent.ScriptEvent.class,
                                said -> assertThat(String.valueOf(said.values().get("why")))
                                        .startsWith("plan.groovy:2: ArithmeticException")));
        plan("route('1', when: { 1.intdiv(number.length() - 1) > 0 }) { answer() }\n");
        assertThat(ada.calls("1").lastStatus()).isEqualTo(500);
    }

    @Test
    void without_last_words_or_when_they_fail_too_the_caller_gets_500() throws IOException {
        plan("route('1') { throw new IllegalStateException('broken') }\n");
        assertThat(ada.calls("1").lastStatus()).isEqualTo(500);
        plan("""
            onFault { why -> throw new IllegalStateException('again') }
            route('1') { throw new IllegalStateException('broken') }
            """);
        assertThat(ada.calls("1").lastStatus()).isEqualTo(500);
    }

    @Test
    void a_million_verbs_are_cut_at_the_budget_and_so_is_endless_nesting() throws IOException {
        plan("""
            onFault { why -> ringing(); reject 503 }
            route('1') { for (i in 0..<1_000_000) ringing() }
            route('2') { nest(1) }
            int nest(int depth) { nest(depth + 1) + 1 }
            """);
        assertThat(ada.calls("1").lastStatus()).isEqualTo(503);
        assertThat(home.events())
                .anySatisfy(event -> assertThat(event.what())
                        .hasToString("ProgramFault[call=" + event.what().call()
                                + ", route=plan.groovy:2 route('1'), version=1,"
                                + " why=plan.groovy:2: BudgetExceeded: more than 1000 verbs in one call]"));
        assertThat(ada.calls("2").lastStatus()).isEqualTo(503);
    }
}
