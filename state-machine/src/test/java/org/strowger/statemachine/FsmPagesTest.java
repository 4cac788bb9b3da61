package org.strowger.statemachine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("it sets a property of the process")
class FsmPagesTest {

    private final String before = System.getProperty("golden.write", "false");

    @TempDir
    Path directory = Path.of("");

    @AfterEach
    void restore() {
        System.setProperty("golden.write", before);
    }

    @Test
    void the_diagram_has_each_arc_with_its_event_and_effects_and_each_timer() {
        assertThat(Mermaid.of(Phone.TABLE)).isEqualTo("""
                stateDiagram-v2
                    [*] --> IDLE
                    IDLE --> RINGING: CALL / RING
                    IDLE --> IDLE: LIFT
                    IDLE --> BROKEN: DROP
                    IDLE --> BROKEN: WEAR
                    RINGING --> TALKING: LIFT / STOP_RINGING, SPEAK
                    RINGING --> BROKEN: DROP
                    RINGING --> IDLE: RING_OVER / STOP_RINGING
                    RINGING --> RINGING: NAG / NUDGE
                    RINGING --> BROKEN: WEAR
                    TALKING --> IDLE: HANG_UP
                    TALKING --> BROKEN: DROP
                    TALKING --> TALKING: NAG / NUDGE
                    BROKEN --> [*]
                    note right of IDLE
                        WEAR: 25·SHORT
                    end note
                    note right of RINGING
                        RING_OVER: 10·SHORT
                        NAG: SHORT doubling up to LONG (reliable: never)
                        WEAR: 25·SHORT
                    end note
                    note right of TALKING
                        NAG: LONG
                    end note
                """);
    }

    @Test
    void the_matrix_has_each_verdict_and_each_reason_once() {
        assertThat(Matrix.of(Phone.TABLE)).isEqualTo("""
                |  | IDLE | RINGING | TALKING |
                | --- | --- | --- | --- |
                | CALL | → RINGING: RING | ✗ 1 | ✗ 1 |
                | LIFT | stay | → TALKING: STOP_RINGING, SPEAK | – 2 |
                | HANG_UP | – 3 | – 3 | → IDLE |
                | DROP | → BROKEN | → BROKEN | → BROKEN |
                | RING_OVER | ✗ 4 | → IDLE: STOP_RINGING | ✗ 4 |
                | NAG | ✗ 4 | stay: NUDGE | stay: NUDGE |
                | WEAR | → BROKEN | → BROKEN | ✗ 4 |

                1. one caller at a time
                2. it is lifted already
                3. it hangs already
                4. the timer does not run in this state
                """);
    }

    @Test
    void a_page_that_is_missing_or_differs_fails_with_the_line() throws IOException {
        System.setProperty("golden.write", "false");
        Path page = directory.resolve("phone.md");
        assertThatThrownBy(() -> FsmPages.check(page, Phone.TABLE))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("at line 1");
        Files.writeString(page, FsmPages.page(Phone.TABLE).replace("LIFT / STOP_RINGING", "LIFT"));
        assertThatThrownBy(() -> FsmPages.check(page, Phone.TABLE))
                .hasMessageContaining("RINGING --> TALKING: LIFT, SPEAK")
                .hasMessageContaining("golden.write");
    }

    @Test
    void a_page_is_written_on_demand_and_then_holds() {
        Path page = directory.resolve("docs/fsm/phone.md");
        System.setProperty("golden.write", "true");
        FsmPages.check(page, Phone.TABLE);
        System.setProperty("golden.write", "false");

        assertThatCode(() -> FsmPages.check(page, Phone.TABLE)).doesNotThrowAnyException();
        assertThatThrownBy(() -> FsmPages.check("no-such-machine", Phone.TABLE)).isInstanceOf(AssertionError.class);
    }
}
