package org.strowger.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.strowger.sip.transport.ConnectionTable.Effect;
import org.strowger.sip.transport.ConnectionTable.Event;
import org.strowger.sip.transport.ConnectionTable.State;
import org.strowger.statemachine.FsmPages;
import org.strowger.statemachine.StateTable.Cell;
import org.strowger.statemachine.StateTable.Verdict;
import org.strowger.statemachine.TableWords;
import org.strowger.statemachine.Transcription;

class ConnectionTableTest {

    private static final Set<State> OPEN = EnumSet.range(State.SILENT, State.AMIDST);

    @Test
    void the_page_of_the_table_is_up_to_date() {
        FsmPages.check("tcp-connection", ConnectionTable.TABLE);
    }

    @Test
    void its_arcs_are_those_that_were_written_by_hand() {
        Transcription.check(ConnectionTableTest.class, "tcp-connection", ConnectionTable.TABLE);
    }

    @Test
    void words_up_to_length_7_execute_every_cell_and_leave_the_machine_consistent() {
        assertThat(TableWords.check(ConnectionTable.TABLE, ConnectionTable.Time.timings(TransportLimits.DEFAULT), 7))
                .isPositive();
    }

    private static Stream<Cell<State, Event, Effect>> arcs() {
        return ConnectionTable.TABLE.cells().stream()
                .filter(cell -> cell.verdict() == Verdict.GO || cell.verdict() == Verdict.STAY);
    }

    private static Stream<Cell<State, Event, Effect>> arcsInto(State state) {
        return arcs().filter(cell -> cell.state() != state && cell.next() == state);
    }

    @Test
    void whoever_begins_to_close_closes_the_socket_now_or_after_an_answer() {
        assertThat(arcsInto(State.CLOSING))
                .hasSize(38)
                .allSatisfy(
                        cell -> assertThat(cell.effects()).containsAnyOf(Effect.CLOSE_SOCKET, Effect.ANSWER_AND_CLOSE));
    }

    /** It could come about later, and nobody would know of it. */
    @Test
    void what_is_closed_before_it_is_open_is_closed_once_it_is() {
        assertThat(arcs().filter(cell -> cell.state() == State.CLOSING)
                        .filter(cell ->
                                EnumSet.of(Event.CONNECTED, Event.ACCEPTED).contains(cell.event())))
                .hasSize(2)
                .allSatisfy(cell -> assertThat(cell.effects()).containsExactly(Effect.CLOSE_SOCKET));
    }

    @Test
    void one_that_is_gone_is_forgotten_and_only_one_that_is_gone() {
        assertThat(arcs())
                .allSatisfy(cell ->
                        assertThat(cell.effects().contains(Effect.FORGET)).isEqualTo(cell.next() == State.GONE));
    }

    @Test
    void what_waits_for_it_to_open_is_given_back_where_it_doesnt() {
        assertThat(arcs().filter(cell -> cell.state() == State.OPENING && cell.next() != State.OPENING))
                .hasSize(7)
                .allSatisfy(cell -> assertThat(cell.effects().contains(Effect.FAIL_WAITING))
                        .isEqualTo(!OPEN.contains(cell.next())));
    }

    /** Whoever has what we sent may look at once for when we did. */
    @Test
    void what_is_sent_counts_before_it_is_sent() {
        assertThat(arcs().filter(cell -> cell.effects().contains(Effect.WRITE)))
                .hasSize(5)
                .allSatisfy(cell -> assertThat(cell.effects()).containsExactly(Effect.WAIT_ANEW, Effect.WRITE));
    }

    @Test
    void one_timer_runs_while_it_is_open_and_while_it_is_closed() {
        assertThat(ConnectionTable.TABLE.states())
                .filteredOn(state -> OPEN.contains(state) || state == State.CLOSING)
                .allSatisfy(
                        state -> assertThat(ConnectionTable.TABLE.timers(state)).hasSize(1));
        assertThat(ConnectionTable.TABLE.timers(State.OPENING)).isEmpty();
    }

    /**
     * RFC 5626 §4.4.1: each ping is owed a pong, but whoever has proved nothing doesn't hold his place by them, and
     * nobody gets more time by them for a message that he has begun.
     */
    @Test
    void pings_of_strangers_are_answered_and_dont_count_as_traffic() {
        assertThat(arcs().filter(cell -> cell.event() == Event.PINGED))
                .hasSize(5)
                .allSatisfy(cell -> {
                    assertThat(cell.effects()).contains(Effect.PONG);
                    boolean counts =
                            cell.next() != cell.state() || cell.effects().contains(Effect.WAIT_ANEW);
                    assertThat(counts).isEqualTo(cell.state() == State.QUIET);
                });
    }
}
