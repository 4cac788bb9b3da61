package org.strowger.call.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.strowger.call.message.KeptMessagesTable.Effect;
import org.strowger.call.message.KeptMessagesTable.State;
import org.strowger.call.message.KeptMessagesTable.Time;
import org.strowger.statemachine.FsmPages;
import org.strowger.statemachine.StateTable.Verdict;
import org.strowger.statemachine.TableWords;
import org.strowger.statemachine.Timings;
import org.strowger.statemachine.Transcription;

class KeptMessagesTableTest {

    @Test
    void the_page_of_the_table_is_up_to_date() {
        FsmPages.check("kept-messages", KeptMessagesTable.TABLE);
    }

    @Test
    void its_arcs_are_those_that_were_written_by_hand() {
        Transcription.check(KeptMessagesTableTest.class, "kept-messages", KeptMessagesTable.TABLE);
    }

    @Test
    void words_up_to_length_6_execute_every_cell_and_leave_the_machine_consistent() {
        Timings timings = Timings.varying(Time.class, _ -> Duration.ofMinutes(1));
        assertThat(TableWords.check(KeptMessagesTable.TABLE, timings, 6)).isPositive();
    }

    @Test
    void one_is_on_its_way_at_a_time_and_only_after_a_look_at_what_has_expired() {
        assertThat(KeptMessagesTable.TABLE.cells())
                .filteredOn(cell -> cell.verdict() == Verdict.GO)
                .isNotEmpty()
                .allSatisfy(cell -> assertThat(cell.effects().contains(Effect.SEND))
                        .isEqualTo(cell.state() == State.LOOKING && cell.next() == State.DELIVERING))
                .allSatisfy(cell ->
                        assertThat(cell.effects().contains(Effect.LOOK)).isEqualTo(cell.next() == State.LOOKING));
    }

    @Test
    void what_has_an_end_is_told_and_looked_behind() {
        Set<Effect> ends = Set.of(Effect.TELL_DELIVERED, Effect.TELL_REFUSED);
        assertThat(KeptMessagesTable.TABLE.cells())
                .filteredOn(cell -> cell.effects().stream().anyMatch(ends::contains))
                .hasSize(4)
                .allSatisfy(cell -> assertThat(cell.effects()).endsWith(Effect.LOOK));
    }
}
