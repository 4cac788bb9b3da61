package org.strowger.directory.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.strowger.directory.probe.TrunkProbeTable.Effect;
import org.strowger.directory.probe.TrunkProbeTable.Event;
import org.strowger.directory.probe.TrunkProbeTable.State;
import org.strowger.directory.probe.TrunkProbeTable.Time;
import org.strowger.statemachine.FsmPages;
import org.strowger.statemachine.StateTable.Verdict;
import org.strowger.statemachine.TableWords;
import org.strowger.statemachine.Timings;
import org.strowger.statemachine.Transcription;

class TrunkProbeTableTest {

    /** In which calls go to the trunk. */
    private static final Set<State> UP = EnumSet.of(State.UP, State.UP_ASKED, State.DOUBTED, State.DOUBTED_ASKED);

    /** In which they pass it over. */
    private static final Set<State> DOWN = EnumSet.of(State.DOWN, State.DOWN_ASKED);

    @Test
    void the_page_of_the_table_is_up_to_date() {
        FsmPages.check("trunk-probe", TrunkProbeTable.TABLE);
    }

    @Test
    void its_arcs_are_those_that_were_written_by_hand() {
        Transcription.check(TrunkProbeTableTest.class, "trunk-probe", TrunkProbeTable.TABLE);
    }

    @Test
    void words_up_to_length_7_execute_every_cell_and_leave_the_machine_consistent() {
        Timings timings = Timings.varying(Time.class, time -> Duration.ofSeconds(60L * (time.ordinal() + 1)));
        assertThat(TableWords.check(TrunkProbeTable.TABLE, timings, 7)).isPositive();
    }

    @Test
    void it_is_told_exactly_where_a_trunk_begins_to_answer_or_not_to() {
        assertThat(TrunkProbeTable.TABLE.cells())
                .filteredOn(cell -> cell.verdict() == Verdict.GO)
                .isNotEmpty()
                .allSatisfy(cell -> {
                    assertThat(cell.effects().contains(Effect.TELL_UP))
                            .isEqualTo(UP.contains(cell.next()) && !UP.contains(cell.state()));
                    assertThat(cell.effects().contains(Effect.TELL_DOWN))
                            .isEqualTo(DOWN.contains(cell.next()) && !DOWN.contains(cell.state()));
                });
    }

    @Test
    void whoever_is_asked_is_waited_for_and_only_so_long() {
        assertThat(TrunkProbeTable.TABLE.cells())
                .filteredOn(cell -> cell.effects().contains(Effect.ASK))
                .hasSize(5)
                .allSatisfy(asked -> assertThat(TrunkProbeTable.TABLE.cells())
                        .filteredOn(cell -> cell.state() == asked.next() && cell.event() == Event.PATIENCE)
                        .allSatisfy(cell -> assertThat(cell.effects()).containsExactly(Effect.GIVE_UP)));
    }
}
