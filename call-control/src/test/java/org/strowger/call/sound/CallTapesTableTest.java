package org.strowger.call.sound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.strowger.call.sound.CallTapesTable.Effect;
import org.strowger.call.sound.CallTapesTable.State;
import org.strowger.statemachine.FsmPages;
import org.strowger.statemachine.TableWords;
import org.strowger.statemachine.Transcription;

class CallTapesTableTest {

    @Test
    void the_page_of_the_table_is_up_to_date() {
        FsmPages.check("recordings", CallTapesTable.TABLE);
    }

    @Test
    void its_arcs_are_those_that_were_written_by_hand() {
        Transcription.check(CallTapesTableTest.class, "recordings", CallTapesTable.TABLE);
    }

    @Test
    void words_up_to_length_7_execute_every_cell_and_leave_the_machine_consistent() {
        assertThat(TableWords.check(CallTapesTable.TABLE, CallTapesTable.Time.USUAL, 7))
                .isPositive();
    }

    @Test
    void nothing_is_recorded_while_a_secret_is_asked_for() {
        Set<State> secret = Set.of(State.SECRET, State.PAUSED_SECRET, State.MASKED_SECRET);
        assertThat(CallTapesTable.TABLE.cells())
                .filteredOn(cell -> secret.contains(cell.next()))
                .allSatisfy(cell -> assertThat(cell.effects()).doesNotContain(Effect.RESUME_ALL));
    }
}
