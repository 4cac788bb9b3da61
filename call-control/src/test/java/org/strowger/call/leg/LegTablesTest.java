package org.strowger.call.leg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.strowger.statemachine.Base;
import org.strowger.statemachine.FsmPages;
import org.strowger.statemachine.StateTable;
import org.strowger.statemachine.TableWords;
import org.strowger.statemachine.Timings;
import org.strowger.statemachine.Transcription;

class LegTablesTest {

    private enum NoTime implements Base {}

    private static final Timings NO_TIMERS = Timings.unreliable(NoTime.class, Map.of());

    static Stream<Arguments> tables() {
        return Stream.of(
                Arguments.of("caller-leg", CallerLegTable.TABLE),
                Arguments.of("callee-leg", CalleeLegTable.TABLE),
                Arguments.of("bridge", BridgeTable.TABLE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void the_page_of_the_table_is_up_to_date(String page, StateTable<?, ?, ?> table) {
        FsmPages.check(page, table);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void its_arcs_are_those_that_were_written_by_hand(String page, StateTable<?, ?, ?> table) {
        Transcription.check(LegTablesTest.class, page, table);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void words_up_to_length_7_execute_every_cell_and_leave_the_machine_consistent(
            String page, StateTable<?, ?, ?> table) {
        assertThat(TableWords.check(table, NO_TIMERS, 7)).isPositive();
    }

    @Test
    void each_table_of_legs_is_looked_at_here() {
        assertThat(tables().map(arguments -> arguments.get()[1])).containsExactlyInAnyOrderElementsOf(CallLeg.tables());
    }

    @Test
    void a_caller_that_was_answered_gets_a_bye_and_any_other_a_refusal() {
        Set<CallerLegTable.State> unanswered =
                Set.of(CallerLegTable.State.INVITED, CallerLegTable.State.RINGING, CallerLegTable.State.EARLY);
        assertThat(CallerLegTable.TABLE.cells())
                .filteredOn(cell -> cell.event() == CallerLegTable.Event.END
                        && !cell.effects().isEmpty())
                .hasSize(8)
                .allSatisfy(cell -> assertThat(cell.effects())
                        .containsExactly(
                                unanswered.contains(cell.state())
                                        ? CallerLegTable.Effect.SEND_REFUSAL
                                        : CallerLegTable.Effect.SEND_BYE));
    }

    // RFC 3264 §5: one offer has one answer
    @Test
    void what_a_caller_was_promised_stands() {
        assertThat(CallerLegTable.TABLE.cells())
                .filteredOn(cell -> cell.effects().contains(CallerLegTable.Effect.SEND_EARLY))
                .extracting(cell -> cell.state())
                .containsExactly(CallerLegTable.State.INVITED, CallerLegTable.State.RINGING);
    }

    @Test
    void a_call_ends_with_its_caller_unless_somebody_has_its_place_or_it_transfers() {
        assertThat(CallerLegTable.TABLE.cells())
                .filteredOn(cell -> cell.effects().contains(CallerLegTable.Effect.TELL_LEFT))
                .extracting(cell -> List.of(cell.state(), cell.event()))
                .containsExactly(
                        List.of(CallerLegTable.State.RINGING, CallerLegTable.Event.LEAVES),
                        List.of(CallerLegTable.State.EARLY, CallerLegTable.Event.LEAVES),
                        List.of(CallerLegTable.State.ANSWERED, CallerLegTable.Event.LEAVES),
                        List.of(CallerLegTable.State.ANSWERED_BY_OFFER, CallerLegTable.Event.LEAVES),
                        List.of(CallerLegTable.State.CONFIRMED, CallerLegTable.Event.LEAVES));
    }

    // §9: a final response ends what could be cancelled; §15: what stands is ended by BYE
    @Test
    void a_callee_is_cancelled_until_it_has_answered_and_hung_up_after_it() {
        assertThat(CalleeLegTable.TABLE.cells())
                .filteredOn(cell -> cell.effects().contains(CalleeLegTable.Effect.SEND_CANCEL)
                        || cell.effects().contains(CalleeLegTable.Effect.SEND_CANCEL_ELSEWHERE))
                .allSatisfy(cell -> assertThat(cell.next()).isEqualTo(CalleeLegTable.State.UNANSWERED));
        assertThat(CalleeLegTable.TABLE.cells())
                .filteredOn(cell -> cell.effects().contains(CalleeLegTable.Effect.SEND_BYE))
                .allSatisfy(cell -> assertThat(cell.next()).isEqualTo(CalleeLegTable.State.OVER));
    }

    // RFC 3261 §14.1: "the session remains unchanged, as if no re-INVITE had been issued"
    @Test
    void what_was_proposed_is_agreed_on_by_both_legs_or_by_neither() {
        Set<BridgeTable.State> exchanges = Set.of(
                BridgeTable.State.CARRYING,
                BridgeTable.State.COUNTERED,
                BridgeTable.State.ALIGNING,
                BridgeTable.State.INTRODUCING);
        assertThat(BridgeTable.TABLE.cells())
                .filteredOn(cell -> exchanges.contains(cell.state()) && !exchanges.contains(cell.next()))
                .isNotEmpty()
                .allSatisfy(cell -> assertThat(cell.effects())
                        .filteredOn(
                                effect -> effect == BridgeTable.Effect.COMMIT || effect == BridgeTable.Effect.ROLL_BACK)
                        .containsExactly(
                                cell.event() == BridgeTable.Event.AGREED
                                        ? BridgeTable.Effect.COMMIT
                                        : BridgeTable.Effect.ROLL_BACK));
    }

    @Test
    void a_leg_that_waits_for_an_answer_gets_one_however_an_exchange_ends() {
        Set<BridgeTable.State> waiting = Set.of(BridgeTable.State.CARRYING, BridgeTable.State.COUNTERED);
        assertThat(BridgeTable.TABLE.cells())
                .filteredOn(cell -> waiting.contains(cell.state()) && cell.next() != cell.state())
                .isNotEmpty()
                .allSatisfy(cell -> assertThat(cell.effects())
                        .containsAnyOf(BridgeTable.Effect.ACCEPT_OFFER, BridgeTable.Effect.REJECT_OFFER));
    }

    // RFC 3261 §14.2: 491 for an offer while one is under way
    @Test
    void one_exchange_at_a_time() {
        assertThat(BridgeTable.TABLE.cells())
                .filteredOn(cell -> cell.effects().contains(BridgeTable.Effect.REFUSE_GLARE))
                .extracting(cell -> cell.state())
                .containsExactly(
                        BridgeTable.State.CARRYING,
                        BridgeTable.State.COUNTERED,
                        BridgeTable.State.ALIGNING,
                        BridgeTable.State.INTRODUCING);
    }

    @Test
    void nobody_is_told_of_an_end_twice() {
        Set<CalleeLegTable.Effect> endings = Set.of(
                CalleeLegTable.Effect.TELL_FAILS,
                CalleeLegTable.Effect.TELL_LEAVES,
                CalleeLegTable.Effect.TELL_UNFIT,
                CalleeLegTable.Effect.TELL_NO_PORT,
                CalleeLegTable.Effect.SAY_UNANSWERED,
                CalleeLegTable.Effect.SAY_ENDED);
        assertThat(CalleeLegTable.TABLE.cells())
                .filteredOn(cell -> cell.effects().stream().anyMatch(endings::contains))
                .isNotEmpty()
                .allSatisfy(cell -> {
                    assertThat(CalleeLegTable.TABLE.isTerminal(cell.next())).isTrue();
                    assertThat(cell.effects()).filteredOn(endings::contains).hasSize(1);
                });
    }
}
