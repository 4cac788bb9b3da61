package org.strowger.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.strowger.statemachine.Base;
import org.strowger.statemachine.FsmPages;
import org.strowger.statemachine.StateTable.Verdict;
import org.strowger.statemachine.TableWords;
import org.strowger.statemachine.Timings;
import org.strowger.statemachine.Transcription;

class RecorderTableTest {

    private enum NoTime implements Base {}

    @Test
    void the_page_of_the_table_is_up_to_date() {
        FsmPages.check("recording", RecorderTable.TABLE);
    }

    @Test
    void its_arcs_are_those_that_were_written_by_hand() {
        Transcription.check(RecorderTableTest.class, "recording", RecorderTable.TABLE);
    }

    @Test
    void words_up_to_length_7_execute_every_cell_and_leave_the_machine_consistent() {
        assertThat(TableWords.check(RecorderTable.TABLE, Timings.unreliable(NoTime.class, Map.of()), 7))
                .isPositive();
    }

    @Test
    void nothing_is_illegal_since_anybody_may_turn_it_at_any_time() {
        assertThat(RecorderTable.TABLE.cells()).noneMatch(cell -> cell.verdict() == Verdict.ILLEGAL);
    }
}
