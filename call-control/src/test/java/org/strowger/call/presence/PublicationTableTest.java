package org.strowger.call.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.strowger.call.presence.PublicationTable.Effect;
import org.strowger.call.presence.PublicationTable.Event;
import org.strowger.call.presence.PublicationTable.State;
import org.strowger.call.presence.PublicationTable.Time;
import org.strowger.statemachine.FsmPages;
import org.strowger.statemachine.StateTable.Verdict;
import org.strowger.statemachine.TableWords;
import org.strowger.statemachine.Timings;
import org.strowger.statemachine.Transcription;

class PublicationTableTest {

    @Test
    void the_page_of_the_table_is_up_to_date() {
        FsmPages.check("published-state", PublicationTable.TABLE);
    }

    @Test
    void its_arcs_are_those_that_were_written_by_hand() {
        Transcription.check(PublicationTableTest.class, "published-state", PublicationTable.TABLE);
    }

    @Test
    void words_up_to_length_7_execute_every_cell_and_leave_the_machine_consistent() {
        Timings timings = Timings.varying(Time.class, _ -> Duration.ofMinutes(1));
        assertThat(TableWords.check(PublicationTable.TABLE, timings, 7)).isPositive();
    }

    @Test
    void every_publish_is_answered_once_and_an_expiry_is_nobodys_to_answer() {
        assertThat(PublicationTable.TABLE.cells())
                .filteredOn(cell -> cell.verdict() == Verdict.GO)
                .isNotEmpty()
                .allSatisfy(cell -> assertThat(cell.effects().contains(Effect.ANSWER))
                        .isEqualTo(cell.event() != Event.EXPIRY && cell.event() != Event.RENEWED));
    }

    @Test
    void what_is_over_is_told_to_nobody_any_more_and_everything_else_is() {
        assertThat(PublicationTable.TABLE.cells())
                .filteredOn(cell -> cell.verdict() == Verdict.GO)
                .allSatisfy(cell ->
                        assertThat(cell.effects().contains(Effect.FORGET)).isEqualTo(cell.next() == State.OVER));
    }
}
