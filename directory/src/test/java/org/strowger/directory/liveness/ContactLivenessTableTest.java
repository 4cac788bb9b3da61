package org.strowger.directory.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.strowger.directory.liveness.ContactLivenessTable.Effect;
import org.strowger.directory.liveness.ContactLivenessTable.Event;
import org.strowger.directory.liveness.ContactLivenessTable.State;
import org.strowger.directory.liveness.ContactLivenessTable.Time;
import org.strowger.statemachine.FsmPages;
import org.strowger.statemachine.StateTable.Verdict;
import org.strowger.statemachine.TableWords;
import org.strowger.statemachine.Timings;
import org.strowger.statemachine.Transcription;

class ContactLivenessTableTest {

    /** In which it is not called. */
    private static final Set<State> GIVEN_UP = EnumSet.of(State.UNREACHABLE, State.ASKED_AGAIN);

    @Test
    void the_page_of_the_table_is_up_to_date() {
        FsmPages.check("contact-liveness", ContactLivenessTable.TABLE);
    }

    @Test
    void its_arcs_are_those_that_were_written_by_hand() {
        Transcription.check(ContactLivenessTableTest.class, "contact-liveness", ContactLivenessTable.TABLE);
    }

    @Test
    void words_up_to_length_7_execute_every_cell_and_leave_the_machine_consistent() {
        Timings timings = Timings.varying(Time.class, time -> Duration.ofSeconds(5L * (time.ordinal() + 1)));
        assertThat(TableWords.check(ContactLivenessTable.TABLE, timings, 7)).isPositive();
    }

    @Test
    void whoever_is_given_up_and_whoever_comes_back_is_told_of() {
        assertThat(ContactLivenessTable.TABLE.cells())
                .filteredOn(cell -> cell.verdict() == Verdict.GO && cell.next() != State.OVER)
                .allSatisfy(cell -> {
                    boolean lost = !GIVEN_UP.contains(cell.state()) && GIVEN_UP.contains(cell.next());
                    boolean back = GIVEN_UP.contains(cell.state()) && !GIVEN_UP.contains(cell.next());
                    assertThat(cell.effects().contains(Effect.TELL_UNREACHABLE)).isEqualTo(lost);
                    assertThat(cell.effects().contains(Effect.TELL_REACHABLE)).isEqualTo(back);
                });
    }

    @Test
    void who_registers_is_called_again_at_once() {
        assertThat(ContactLivenessTable.TABLE.cells())
                .filteredOn(cell -> cell.event() == Event.REGISTERED && cell.verdict() == Verdict.GO)
                .hasSize(4)
                .allSatisfy(cell -> assertThat(cell.next()).isEqualTo(State.REACHABLE));
    }
}
