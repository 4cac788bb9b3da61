package org.strowger.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.strowger.statemachine.FsmPages;
import org.strowger.statemachine.StateTable;
import org.strowger.statemachine.TableWords;
import org.strowger.statemachine.Timings;
import org.strowger.statemachine.Transcription;

class WebRtcTablesTest {

    private static final Timings ICE =
            Timings.unreliable(IceTable.Time.class, Map.of(IceTable.Time.BETWEEN_LOOKS, Duration.ofSeconds(2)));

    static Stream<Arguments> tables() {
        return Stream.of(
                Arguments.of("ice-lite", IceTable.TABLE, ICE),
                Arguments.of("dtls-server", DtlsServerTable.TABLE, DtlsTime.TIMINGS),
                Arguments.of("dtls-client", DtlsClientTable.TABLE, DtlsTime.TIMINGS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void the_page_of_the_table_is_up_to_date(String page, StateTable<?, ?, ?> table, Timings timings) {
        assertThat(timings.reliable()).isFalse();
        FsmPages.check(page, table);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void its_arcs_are_those_that_were_written_by_hand(String page, StateTable<?, ?, ?> table, Timings timings) {
        assertThat(timings.reliable()).isFalse();
        Transcription.check(WebRtcTablesTest.class, page, table);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void words_up_to_length_8_execute_every_cell_and_leave_the_machine_consistent(
            String page, StateTable<?, ?, ?> table, Timings timings) {
        assertThat(TableWords.check(table, timings, 8)).as(page).isPositive();
    }

    /** RFC 5764 §4.2, RFC 8122 §6.2: keys are told of only by a handshake that has come to its end. */
    @Test
    void keys_are_told_where_both_have_finished_and_nowhere_else() {
        assertThat(DtlsServerTable.TABLE.cells())
                .filteredOn(cell -> cell.effects().contains(DtlsServerTable.Effect.TELL_KEYS))
                .singleElement()
                .satisfies(cell -> {
                    assertThat(cell.state()).isEqualTo(DtlsServerTable.State.EXPECTS_FINISHED);
                    assertThat(cell.event()).isEqualTo(DtlsServerTable.Event.GOOD);
                });
        assertThat(DtlsClientTable.TABLE.cells())
                .filteredOn(cell -> cell.effects().contains(DtlsClientTable.Effect.TELL_KEYS))
                .singleElement()
                .satisfies(cell -> {
                    assertThat(cell.state()).isEqualTo(DtlsClientTable.State.EXPECTS_FINISHED);
                    assertThat(cell.event()).isEqualTo(DtlsClientTable.Event.GOOD);
                });
    }
}
