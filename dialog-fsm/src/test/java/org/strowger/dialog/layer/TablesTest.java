package org.strowger.dialog.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.strowger.dialog.change.IncomingChangeTable;
import org.strowger.dialog.change.OfferAnswerTable;
import org.strowger.dialog.change.OutgoingChangeTable;
import org.strowger.dialog.core.SessionTime;
import org.strowger.dialog.core.SipTime;
import org.strowger.dialog.invite.IncomingCallTable;
import org.strowger.dialog.invite.OutgoingCallTable;
import org.strowger.dialog.provisional.ReceivedProvisionalsTable;
import org.strowger.dialog.provisional.SentProvisionalsTable;
import org.strowger.dialog.referral.IncomingReferralTable;
import org.strowger.dialog.referral.OutgoingReferralTable;
import org.strowger.dialog.subscription.NotifierTable;
import org.strowger.dialog.timer.SessionTimerTable;
import org.strowger.statemachine.FsmPages;
import org.strowger.statemachine.StateTable;
import org.strowger.statemachine.StateTable.Verdict;
import org.strowger.statemachine.TableWords;
import org.strowger.statemachine.Timings;
import org.strowger.statemachine.Transcription;
import org.strowger.transaction.TransactionSettings;

class TablesTest {

    static Stream<Arguments> tables() {
        return Stream.of(
                Arguments.of("outgoing-invite", OutgoingCallTable.TABLE),
                Arguments.of("incoming-invite", IncomingCallTable.TABLE),
                Arguments.of("offer-answer", OfferAnswerTable.TABLE),
                Arguments.of("outgoing-change", OutgoingChangeTable.TABLE),
                Arguments.of("incoming-change", IncomingChangeTable.TABLE),
                Arguments.of("session-timer", SessionTimerTable.TABLE),
                Arguments.of("received-provisionals", ReceivedProvisionalsTable.TABLE),
                Arguments.of("sent-provisionals", SentProvisionalsTable.TABLE),
                Arguments.of("incoming-referral", IncomingReferralTable.TABLE),
                Arguments.of("outgoing-referral", OutgoingReferralTable.TABLE),
                Arguments.of("subscription", NotifierTable.TABLE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void the_page_of_the_table_is_up_to_date(String page, StateTable<?, ?, ?> table) {
        FsmPages.check(page, table);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void its_arcs_are_those_that_the_rfcs_ask_for(String page, StateTable<?, ?, ?> table) {
        Transcription.check(TablesTest.class, page, table);
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
        assertThat(TableWords.check(table, timings(table), 7)).isPositive();
    }

    private static Timings timings(StateTable<?, ?, ?> table) {
        if (table == SessionTimerTable.TABLE) return SessionTime.of(1800);
        if (table == NotifierTable.TABLE) return NotifierTable.timings(Duration.ofHours(1), Duration.ofSeconds(1));
        return SipTime.timings(TransactionSettings.RFC_3261, Duration.ofSeconds(1));
    }

    @Test
    void each_table_of_the_layer_is_looked_at_here() {
        assertThat(tables().map(arguments -> arguments.get()[1]))
                .containsExactlyInAnyOrderElementsOf(DialogLayer.tables());
    }
}
