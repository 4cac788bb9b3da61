package org.strowger.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.strowger.agent.AgentStreamTable.Effect;
import org.strowger.agent.AgentStreamTable.State;
import org.strowger.statemachine.FsmPages;
import org.strowger.statemachine.StateTable.Cell;
import org.strowger.statemachine.TableWords;
import org.strowger.statemachine.Timings;
import org.strowger.statemachine.Transcription;

class AgentStreamTableTest {

    private static final Set<Effect> VERDICTS =
            Set.of(Effect.TELL_NOT_CONNECTED, Effect.TELL_FINISHED, Effect.TELL_RELEASED, Effect.TELL_LOST);

    @Test
    void the_page_of_the_table_is_up_to_date() {
        FsmPages.check("agent-connection", AgentStreamTable.TABLE);
    }

    @Test
    void its_arcs_are_those_that_were_written_by_hand() {
        Transcription.check(AgentStreamTableTest.class, "agent-connection", AgentStreamTable.TABLE);
    }

    @Test
    void words_up_to_length_7_execute_every_cell_and_leave_the_machine_consistent() {
        Timings timings = AgentStreamTable.Time.timings(Duration.ofSeconds(10));
        assertThat(TableWords.check(AgentStreamTable.TABLE, timings, 7)).isPositive();
    }

    static Stream<Cell<State, AgentStreamTable.Event, Effect>> ends() {
        return AgentStreamTable.TABLE.cells().stream()
                .filter(cell -> cell.state() != State.CLOSED && cell.next() == State.CLOSED);
    }

    @ParameterizedTest
    @MethodSource("ends")
    void each_end_is_told_once_and_last(Cell<State, AgentStreamTable.Event, Effect> cell) {
        List<Effect> effects = cell.effects();
        assertThat(effects).filteredOn(VERDICTS::contains).hasSize(1);
        assertThat(VERDICTS).contains(effects.getLast());
    }

    @Test
    void a_socket_that_may_be_there_is_closed_by_whoever_leaves_it_but_by_its_own_failure() {
        assertThat(ends().filter(cell -> Set.of(State.CALLING, State.CALLING_AGAIN, State.OPEN)
                                .contains(cell.state()))
                        .filter(cell -> cell.event() != AgentStreamTable.Event.BROKEN))
                .allSatisfy(cell -> assertThat(cell.effects()).contains(Effect.HANG_UP));
    }
}
