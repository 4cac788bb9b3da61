package org.strowger.dialog.invite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.strowger.statemachine.StateTable;

/** What RFC 3261 says of all cells of a kind. */
class InviteTablesTest {

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
    // or until the server transaction times out"
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
