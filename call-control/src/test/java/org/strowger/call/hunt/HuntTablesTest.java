package org.strowger.call.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.strowger.call.hunt.QueueCallerTable.Effect;
import org.strowger.call.hunt.QueueCallerTable.State;
import org.strowger.statemachine.FsmPages;
import org.strowger.statemachine.StateTable;
import org.strowger.statemachine.StateTable.Cell;
import org.strowger.statemachine.TableWords;
import org.strowger.statemachine.Timings;
import org.strowger.statemachine.Transcription;

class HuntTablesTest {

    static Stream<Arguments> tables() {
        return Stream.of(
                Arguments.of(
                        "leg-hunt", LegHuntTable.TABLE, LegHuntTable.Time.timings(Optional.of(Duration.ofSeconds(30)))),
                Arguments.of(
                        "queue-caller",
                        QueueCallerTable.TABLE,
                        QueueCallerTable.Time.timings(Optional.of(Duration.ofMinutes(5)))),
                Arguments.of(
                        "queue-member",
                        QueueMemberTable.TABLE,
                        QueueMemberTable.Time.timings(() -> Duration.ofSeconds(20))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void the_page_of_the_table_is_up_to_date(String page, StateTable<?, ?, ?> table, Timings timings) {
        FsmPages.check(page, table);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void its_arcs_are_those_that_were_written_by_hand(String page, StateTable<?, ?, ?> table, Timings timings) {
        Transcription.check(HuntTablesTest.class, page, table);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void words_up_to_length_7_execute_every_cell_and_leave_the_machine_consistent(
            String page, StateTable<?, ?, ?> table, Timings timings) {
        assertThat(TableWords.check(table, timings, 7)).isPositive();
    }

    @Test
    void each_table_of_hunts_and_queues_is_looked_at_here() {
        assertThat(tables().map(arguments -> arguments.get()[1]))
                .containsExactlyInAnyOrderElementsOf(Gatherings.tables());
    }

    private static Stream<Cell<State, QueueCallerTable.Event, Effect>> arcsFrom(Set<State> states) {
        return QueueCallerTable.TABLE.cells().stream()
                .filter(cell -> states.contains(cell.state()) && !states.contains(cell.next()));
    }

    @Test
    void who_leaves_the_line_hears_its_music_no_longer_and_the_desk_is_told() {
        assertThat(arcsFrom(EnumSet.of(State.WAITING, State.RINGING)))
                .hasSize(6)
                .allSatisfy(cell -> {
                    assertThat(cell.effects()).contains(Effect.STOP_MUSIC);
                    assertThat(cell.effects()).containsAnyOf(Effect.LEAVE_LINE, Effect.TAKE_MEMBER);
                });
    }

    @Test
    void whoever_rings_for_a_caller_that_goes_stops_ringing_unless_it_has_answered() {
        assertThat(arcsFrom(EnumSet.of(State.RINGING))
                        .filter(cell -> cell.event() != QueueCallerTable.Event.ANSWERED)
                        .filter(cell -> cell.event() != QueueCallerTable.Event.UNANSWERED))
                .hasSize(2)
                .allSatisfy(cell -> assertThat(cell.effects()).contains(Effect.STOP_RINGING));
    }

    @Test
    void the_end_is_told_once_unless_it_was_asked_for() {
        assertThat(QueueCallerTable.TABLE.cells().stream()
                        .filter(cell -> cell.state() != State.OVER && cell.next() == State.OVER))
                .allSatisfy(cell -> assertThat(cell.effects())
                        .filteredOn(effect -> effect == Effect.TELL_WON || effect == Effect.TELL_LOST)
                        .hasSize(cell.event() == QueueCallerTable.Event.STOP ? 0 : 1));
    }

    private static Stream<Cell<LegHuntTable.State, LegHuntTable.Event, LegHuntTable.Effect>> ends() {
        return LegHuntTable.TABLE.cells().stream()
                .filter(cell -> cell.state() != LegHuntTable.State.OVER && cell.next() == LegHuntTable.State.OVER);
    }

    @Test
    void how_the_search_for_one_party_ends_is_told_once_unless_it_was_asked_for() {
        var told = EnumSet.range(LegHuntTable.Effect.TELL_WON, LegHuntTable.Effect.TELL_NO_RESPONSE);
        assertThat(ends())
                .allSatisfy(cell -> assertThat(cell.effects())
                        .filteredOn(told::contains)
                        .hasSize(cell.event() == LegHuntTable.Event.STOP ? 0 : 1));
    }

    @Test
    void whoever_is_invited_is_dropped_where_it_has_not_said_the_last_word_itself() {
        var invited = EnumSet.of(LegHuntTable.State.CALLING, LegHuntTable.State.RINGING);
        var ours = EnumSet.of(LegHuntTable.Event.STOP, LegHuntTable.Event.TOO_LONG, LegHuntTable.Event.UNFIT);
        var drops = EnumSet.range(LegHuntTable.Effect.DROP, LegHuntTable.Effect.DROP_UNFIT);
        assertThat(ends().filter(cell -> invited.contains(cell.state())))
                .allSatisfy(cell -> assertThat(cell.effects())
                        .filteredOn(drops::contains)
                        .hasSize(ours.contains(cell.event()) ? 1 : 0));
    }

    @Test
    void a_place_for_a_leg_is_given_back_where_nobody_is_invited_in_it() {
        var waiting = EnumSet.of(LegHuntTable.State.WAITING, LegHuntTable.State.WAITING_AGAIN);
        assertThat(ends().filter(cell -> waiting.contains(cell.state())))
                .hasSize(6)
                .allSatisfy(cell -> assertThat(cell.effects().contains(LegHuntTable.Effect.WITHDRAW))
                        .as(cell.toString())
                        .isEqualTo(cell.event() != LegHuntTable.Event.UNCALLABLE));
    }

    @Test
    void no_other_host_is_tried_once_a_phone_has_rung() {
        assertThat(LegHuntTable.TABLE.cells().stream()
                        .filter(cell -> cell.event() == LegHuntTable.Event.NEXT_HOST)
                        .filter(cell -> cell.effects().contains(LegHuntTable.Effect.ASK_TO_BEGIN)))
                .singleElement()
                .satisfies(cell -> assertThat(cell.state()).isEqualTo(LegHuntTable.State.CALLING));
    }
}
