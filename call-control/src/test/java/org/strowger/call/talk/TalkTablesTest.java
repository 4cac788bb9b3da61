package org.strowger.call.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.strowger.call.talk.ConversationTable.Effect;
import org.strowger.call.talk.ConversationTable.Event;
import org.strowger.call.talk.ConversationTable.State;
import org.strowger.statemachine.Base;
import org.strowger.statemachine.FsmPages;
import org.strowger.statemachine.StateTable;
import org.strowger.statemachine.StateTable.Cell;
import org.strowger.statemachine.StateTable.Verdict;
import org.strowger.statemachine.TableWords;
import org.strowger.statemachine.Timings;
import org.strowger.statemachine.Transcription;

class TalkTablesTest {

    private enum NoTime implements Base {}

    private static final Timings NO_TIMERS = Timings.unreliable(NoTime.class, Map.of());
    private static final Timings PATIENT = ParkingTable.Time.timings(Optional.of(Duration.ofMinutes(1)));

    static Stream<Arguments> tables() {
        return Stream.of(
                Arguments.of("dial", DialingTable.TABLE, NO_TIMERS),
                Arguments.of("parking", ParkingTable.TABLE, PATIENT),
                Arguments.of("conversation", ConversationTable.TABLE, NO_TIMERS),
                Arguments.of("transfer", TransferTable.TABLE, NO_TIMERS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void the_page_of_the_table_is_up_to_date(String page, StateTable<?, ?, ?> table, Timings timings) {
        FsmPages.check(page, table);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void its_arcs_are_those_that_were_written_by_hand(String page, StateTable<?, ?, ?> table, Timings timings) {
        Transcription.check(TalkTablesTest.class, page, table);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void words_up_to_length_7_execute_every_cell_and_leave_the_machine_consistent(
            String page, StateTable<?, ?, ?> table, Timings timings) {
        assertThat(TableWords.check(table, timings, 7)).isPositive();
    }

    @Test
    void each_table_of_who_talks_with_whom_is_looked_at_here() {
        assertThat(tables().map(arguments -> arguments.get()[1]))
                .containsExactlyInAnyOrderElementsOf(CallConnections.tables());
    }

    private static Stream<Cell<State, Event, Effect>> arcs() {
        return ConversationTable.TABLE.cells().stream()
                .filter(cell -> cell.verdict() == Verdict.GO || cell.verdict() == Verdict.STAY);
    }

    @Test
    void whoever_is_bridged_is_let_go_before_another_is_there_or_none_is() {
        Set<State> bridged = EnumSet.of(State.TALKING, State.TRANSFERRING);
        assertThat(arcs().filter(cell -> bridged.contains(cell.state())))
                .filteredOn(cell -> cell.effects().contains(Effect.JOIN) || !bridged.contains(cell.next()))
                .hasSize(11)
                .allSatisfy(cell -> assertThat(cell.effects()).contains(Effect.UNBRIDGE));
    }

    @Test
    void a_transfer_that_is_under_way_is_stopped_or_has_ended_by_itself() {
        Set<State> handing = EnumSet.of(State.TRANSFERRING, State.WAITING);
        assertThat(arcs().filter(cell -> handing.contains(cell.state()) && !handing.contains(cell.next())))
                .hasSize(11)
                .allSatisfy(cell -> assertThat(cell.effects().contains(Effect.STOP_TRANSFER)
                                ^ cell.effects().contains(Effect.FORGET_TRANSFER))
                        .isTrue());
    }

    @Test
    void its_end_releases_its_members_and_is_told_unless_it_was_asked_for() {
        assertThat(arcs().filter(cell -> cell.next() == State.OVER)).allSatisfy(cell -> {
            assertThat(cell.effects()).contains(Effect.RELEASE);
            assertThat(cell.effects().contains(Effect.TELL_OVER)).isEqualTo(cell.event() != Event.CLOSE);
        });
    }

    // RFC 3515 §2.4.2: each REFER gets its final response
    @Test
    void each_wish_for_a_transfer_is_granted_or_refused_once() {
        assertThat(arcs().filter(cell -> cell.event() == Event.TRANSFER || cell.event() == Event.FORBIDDEN_TRANSFER))
                .hasSize(8)
                .allSatisfy(cell -> assertThat(cell.effects())
                        .singleElement()
                        .isIn(Effect.BEGIN_TRANSFER, Effect.REFUSE_PENDING, Effect.REFUSE_FORBIDDEN));
    }

    // RFC 3515 §2.4.5
    @Test
    void whoever_asked_for_a_transfer_hears_its_result_once() {
        assertThat(TransferTable.TABLE.cells().stream()
                        .filter(cell -> cell.verdict() == Verdict.GO)
                        .filter(cell -> cell.state() != TransferTable.State.NEW)
                        .filter(cell -> cell.state() != TransferTable.State.ABANDONED))
                .hasSize(6)
                .allSatisfy(cell -> assertThat(cell.effects())
                        .filteredOn(List.of(TransferTable.Effect.TELL_DONE, TransferTable.Effect.TELL_FAILED)::contains)
                        .hasSize(1));
    }

    private static <S extends Enum<S>, E extends Enum<E>, X extends Enum<X>> List<Cell<S, E, X>> into(
            StateTable<S, E, X> table, S end) {
        return table.cells().stream()
                .filter(cell -> cell.verdict() == Verdict.GO && cell.next() == end)
                .toList();
    }

    @Test
    void a_dial_tells_its_outcome_once_and_lets_go_of_the_call_unless_the_call_lets_go_of_it() {
        var told = EnumSet.range(DialingTable.Effect.TELL_OUTCOME, DialingTable.Effect.TELL_LEFT);
        assertThat(into(DialingTable.TABLE, DialingTable.State.OVER))
                .hasSize(11)
                .allSatisfy(cell -> {
                    boolean asked = cell.event() == DialingTable.Event.CLOSE;
                    assertThat(cell.effects()).filteredOn(told::contains).hasSize(asked ? 0 : 1);
                    assertThat(cell.effects().contains(DialingTable.Effect.LET_GO))
                            .isEqualTo(!asked);
                });
    }

    @Test
    void ringing_that_no_conversation_has_ended_is_silenced() {
        var rung = EnumSet.of(DialingTable.State.RINGING, DialingTable.State.ANNOUNCING);
        assertThat(into(DialingTable.TABLE, DialingTable.State.OVER))
                .filteredOn(cell -> rung.contains(cell.state()) || cell.event() == DialingTable.Event.NO_MEDIA)
                .hasSize(6)
                .allSatisfy(cell -> assertThat(cell.effects()).contains(DialingTable.Effect.SILENCE));
    }

    @Test
    void who_is_called_is_stopped_by_whatever_ends_a_hunt_from_outside() {
        var stops = List.of(DialingTable.Effect.STOP_HUNT, DialingTable.Effect.STOP_HUNT_ELSEWHERE);
        assertThat(DialingTable.TABLE.cells().stream()
                        .filter(cell -> EnumSet.of(DialingTable.State.QUIET, DialingTable.State.RINGING)
                                .contains(cell.state()))
                        .filter(cell -> EnumSet.of(DialingTable.Event.TAKEN, DialingTable.Event.CLOSE)
                                .contains(cell.event())))
                .hasSize(4)
                .allSatisfy(cell ->
                        assertThat(cell.effects()).filteredOn(stops::contains).hasSize(1));
    }

    @Test
    void a_parked_caller_leaves_its_place_and_its_music_however_it_goes() {
        assertThat(ParkingTable.TABLE.cells().stream()
                        .filter(cell -> cell.state() == ParkingTable.State.PARKED)
                        .filter(cell -> cell.verdict() == Verdict.GO))
                .hasSize(3)
                .allSatisfy(cell -> assertThat(cell.effects())
                        .contains(ParkingTable.Effect.LEAVE_PLACE, ParkingTable.Effect.SILENCE));
    }
}
