package org.strowger.call.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.strowger.call.room.ConferenceRoomTable.Effect;
import org.strowger.call.room.ConferenceRoomTable.Event;
import org.strowger.call.room.ConferenceRoomTable.State;
import org.strowger.statemachine.Base;
import org.strowger.statemachine.FsmPages;
import org.strowger.statemachine.StateTable;
import org.strowger.statemachine.StateTable.Cell;
import org.strowger.statemachine.TableWords;
import org.strowger.statemachine.Timings;
import org.strowger.statemachine.Transcription;

class RoomTablesTest {

    private enum NoTime implements Base {}

    private static final Timings NO_TIMERS = Timings.unreliable(NoTime.class, Map.of());

    static Stream<Arguments> tables() {
        return Stream.of(
                Arguments.of("conference", ConferenceRoomTable.TABLE),
                Arguments.of("conference-member", ConferenceMemberTable.TABLE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void the_page_of_the_table_is_up_to_date(String page, StateTable<?, ?, ?> table) {
        FsmPages.check(page, table);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void its_arcs_are_those_that_were_written_by_hand(String page, StateTable<?, ?, ?> table) {
        Transcription.check(RoomTablesTest.class, page, table);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void words_up_to_length_7_execute_every_cell_and_leave_the_machine_consistent(
            String page, StateTable<?, ?, ?> table) {
        assertThat(TableWords.check(table, NO_TIMERS, 7)).isPositive();
    }

    @Test
    void each_table_of_rooms_is_looked_at_here() {
        assertThat(tables().map(arguments -> arguments.get()[1])).containsExactlyInAnyOrderElementsOf(Rooms.tables());
    }

    private static Stream<Cell<State, Event, Effect>> arcs(Event event) {
        return ConferenceRoomTable.TABLE.cells().stream()
                .filter(cell -> cell.event() == event && !cell.effects().isEmpty());
    }

    @Test
    void whoever_goes_is_seen_off_and_then_it_is_looked_who_is_left() {
        assertThat(Stream.of(Event.LEAVES, Event.KICK, Event.END, Event.UNMODERATED)
                        .flatMap(RoomTablesTest::arcs))
                .hasSize(9)
                .allSatisfy(cell -> {
                    assertThat(cell.effects()).containsAnyOf(Effect.SEE_OFF, Effect.SEND_ALL_OUT);
                    assertThat(cell.effects()).last().isEqualTo(Effect.LOOK_ROUND);
                });
    }

    @Test
    void who_waits_hears_no_chimes() {
        assertThat(ConferenceRoomTable.TABLE.cells())
                .filteredOn(cell -> cell.state() == State.WAITING)
                .allSatisfy(
                        cell -> assertThat(cell.effects()).doesNotContain(Effect.ANNOUNCE, Effect.ANNOUNCE_LEAVING));
    }

    @Test
    void only_a_locked_conference_turns_people_away_and_never_a_moderator() {
        assertThat(ConferenceRoomTable.TABLE.cells())
                .filteredOn(cell -> cell.effects().contains(Effect.TURN_AWAY))
                .extracting(cell -> List.of(cell.state(), cell.event()))
                .containsExactly(List.of(State.LOCKED, Event.GUEST_COMES));
    }

    @Test
    void what_a_member_may_say_changes_with_what_is_told_of_it() {
        Set<ConferenceMemberTable.State> muted =
                Set.of(ConferenceMemberTable.State.MUTED, ConferenceMemberTable.State.MUTED_TALKING);
        assertThat(ConferenceMemberTable.TABLE.cells())
                .filteredOn(cell -> cell.next() != ConferenceMemberTable.State.GONE)
                .allSatisfy(cell -> {
                    boolean turned = muted.contains(cell.state()) != muted.contains(cell.next());
                    assertThat(cell.effects().contains(ConferenceMemberTable.Effect.TELL_MUTED)
                                    || cell.effects().contains(ConferenceMemberTable.Effect.TELL_UNMUTED))
                            .isEqualTo(turned);
                });
    }
}
