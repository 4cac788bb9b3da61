package org.strowger.call.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
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

    static Stream<Arguments> tables() {
        return Stream.of(
                Arguments.of("conversation", ConversationTable.TABLE), Arguments.of("transfer", TransferTable.TABLE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void the_page_of_the_table_is_up_to_date(String page, StateTable<?, ?, ?> table) {
        FsmPages.check(page, table);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void its_arcs_are_those_that_were_written_by_hand(String page, StateTable<?, ?, ?> table) {
        Transcription.check(TalkTablesTest.class, page, table);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void words_up_to_length_7_execute_every_cell_and_leave_the_machine_consistent(
            String page, StateTable<?, ?, ?> table) {
        assertThat(TableWords.check(table, NO_TIMERS, 7)).isPositive();
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
}
