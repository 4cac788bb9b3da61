package org.strowger.directory.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.strowger.directory.registration.TrunkRegistrationTable.Effect;
import org.strowger.directory.registration.TrunkRegistrationTable.Event;
import org.strowger.directory.registration.TrunkRegistrationTable.State;
import org.strowger.directory.registration.TrunkRegistrationTable.Time;
import org.strowger.statemachine.FsmPages;
import org.strowger.statemachine.StateTable.Verdict;
import org.strowger.statemachine.TableWords;
import org.strowger.statemachine.Timings;
import org.strowger.statemachine.Transcription;

class TrunkRegistrationTableTest {

    /** In which a registrar has granted something that has not expired. */
    private static final Set<State> STANDING =
            EnumSet.of(State.REGISTERED, State.LOOKING_UP_AGAIN, State.REFRESHING, State.AT_RISK);

    @Test
    void the_page_of_the_table_is_up_to_date() {
        FsmPages.check("trunk-registration", TrunkRegistrationTable.TABLE);
    }

    @Test
    void its_arcs_are_those_that_were_written_by_hand() {
        Transcription.check(TrunkRegistrationTableTest.class, "trunk-registration", TrunkRegistrationTable.TABLE);
    }

    @Test
    void words_up_to_length_7_execute_every_cell_and_leave_the_machine_consistent() {
        Timings timings = Timings.varying(Time.class, time -> Duration.ofSeconds(60L * (time.ordinal() + 1)));
        assertThat(TableWords.check(TrunkRegistrationTable.TABLE, timings, 7)).isPositive();
    }

    @Test
    void what_stands_is_removed_by_who_stops() {
        assertThat(TrunkRegistrationTable.TABLE.cells())
                .filteredOn(cell -> cell.event() == Event.STOP && STANDING.contains(cell.state()))
                .hasSize(STANDING.size())
                .allSatisfy(cell -> assertThat(cell.effects()).containsExactly(Effect.SEND_REMOVAL));
    }

    @Test
    void whoever_stops_being_registered_is_told_of() {
        Set<Effect> told = EnumSet.of(Effect.TELL_RESTING, Effect.TELL_REFUSED, Effect.TELL_EXPIRED);
        assertThat(TrunkRegistrationTable.TABLE.cells())
                .filteredOn(cell -> cell.verdict() == Verdict.GO
                        && STANDING.contains(cell.state())
                        && !STANDING.contains(cell.next())
                        && cell.event() != Event.STOP)
                .isNotEmpty()
                .allSatisfy(cell -> assertThat(cell.effects()).containsAnyElementsOf(told));
    }
}
