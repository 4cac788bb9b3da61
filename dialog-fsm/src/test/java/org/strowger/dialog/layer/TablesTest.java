package org.strowger.dialog.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.strowger.statemachine.FsmPages;
import org.strowger.statemachine.StateTable;
import org.strowger.statemachine.StateTable.Verdict;
import org.strowger.statemachine.TableWords;
import org.strowger.statemachine.Timings;
import org.strowger.transaction.TransactionSettings;

class TablesTest {

    static Stream<Arguments> tables() {
        return Stream.of(
                Arguments.of("outgoing-invite", OutgoingCallTable.TABLE),
                Arguments.of("incoming-invite", IncomingCallTable.TABLE),
                Arguments.of("offer-answer", OfferAnswerTable.TABLE),
                Arguments.of("outgoing-change", OutgoingChangeTable.TABLE),
                Arguments.of("incoming-change", IncomingChangeTable.TABLE),
                Arguments.of("incoming-referral", IncomingReferralTable.TABLE),
                Arguments.of("outgoing-referral", OutgoingReferralTable.TABLE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void the_page_of_the_table_is_up_to_date(String page, StateTable<?, ?, ?> table) {
        FsmPages.check(page, table);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void every_refusal_and_every_silence_has_its_reason(String page, StateTable<?, ?, ?> table) {
        assertThat(table.cells())
                .filteredOn(cell -> cell.verdict() == Verdict.IGNORE || cell.verdict() == Verdict.ILLEGAL)
                .allSatisfy(cell -> assertThat(cell.why()).isNotBlank());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void words_up_to_length_7_execute_every_cell_and_leave_the_machine_consistent(
            String page, StateTable<?, ?, ?> table) {
        Timings timings = SipTime.timings(TransactionSettings.RFC_3261, Duration.ofSeconds(1));
        assertThat(TableWords.check(table, timings, 7)).isPositive();
    }

    @Test
    void each_table_of_the_layer_is_looked_at_here() {
        assertThat(tables().map(arguments -> arguments.get()[1]))
                .containsExactlyInAnyOrderElementsOf(DialogLayer.tables());
    }

    // §9.1: "a CANCEL request MUST NOT be sent until a provisional response has been received"
    @ParameterizedTest
    @MethodSource("cellsThatCancel")
    void a_cancel_is_sent_only_once_a_provisional_response_is_there(
            OutgoingCallTable.State state, OutgoingCallTable.Event event) {
        boolean early = state == OutgoingCallTable.State.CALLING;
        boolean provisional = event == OutgoingCallTable.Event.TRYING || event == OutgoingCallTable.Event.PROGRESS;
        assertThat(early && !provisional).isFalse();
        assertThat(state == OutgoingCallTable.State.CANCEL_WAITING && !provisional)
                .isFalse();
    }

    static Stream<Arguments> cellsThatCancel() {
        return OutgoingCallTable.TABLE.cells().stream()
                .filter(cell -> cell.effects().contains(OutgoingCallTable.Effect.SEND_CANCEL))
                .map(cell -> Arguments.of(cell.state(), cell.event()));
    }

    // §15: "the callee's UA MUST NOT send a BYE on a confirmed dialog until it has received an ACK for its 2xx response
    // or until the
    // server transaction times out"
    @ParameterizedTest
    @MethodSource("calleesByes")
    void a_callee_says_bye_only_after_the_ack_or_its_time_out(
            IncomingCallTable.State state, IncomingCallTable.Event event) {
        boolean acknowledged = state == IncomingCallTable.State.CONFIRMED;
        boolean nowDue = event == IncomingCallTable.Event.ACK
                || event == IncomingCallTable.Event.ACK_UNUSABLE
                || event == IncomingCallTable.Event.ACK_TIMEOUT
                || event == IncomingCallTable.Event.PEER_GONE;
        assertThat(acknowledged || nowDue).isTrue();
    }

    static Stream<Arguments> calleesByes() {
        return IncomingCallTable.TABLE.cells().stream()
                .filter(cell -> cell.effects().contains(IncomingCallTable.Effect.SEND_BYE))
                .map(cell -> Arguments.of(cell.state(), cell.event()));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void each_2xx_is_acknowledged_before_its_session_is_left(StateTable.Cell<?, ?, OutgoingCallTable.Effect> cell) {
        int ack = cell.effects().indexOf(OutgoingCallTable.Effect.SEND_ACK);
        int bye = cell.effects().indexOf(OutgoingCallTable.Effect.SEND_BYE);
        assertThat(bye < 0 || (ack >= 0 && ack < bye)).isTrue();
    }

    static Stream<StateTable.Cell<?, ?, OutgoingCallTable.Effect>> answers() {
        return OutgoingCallTable.TABLE.cells().stream()
                .filter(cell -> cell.event().name().startsWith("SUCCESS"))
                .map(cell -> cell);
    }
}
