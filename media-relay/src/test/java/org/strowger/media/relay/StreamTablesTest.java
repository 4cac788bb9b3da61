package org.strowger.media.relay;

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
import org.strowger.media.relay.StreamModeTable.Effect;
import org.strowger.media.relay.StreamModeTable.Event;
import org.strowger.media.relay.StreamModeTable.State;
import org.strowger.statemachine.Base;
import org.strowger.statemachine.FsmPages;
import org.strowger.statemachine.StateTable;
import org.strowger.statemachine.StateTable.Cell;
import org.strowger.statemachine.TableWords;
import org.strowger.statemachine.Timings;
import org.strowger.statemachine.Transcription;

class StreamTablesTest {

    private static final Set<State> BRIDGED = EnumSet.of(State.RELAYING, State.TRANSCODING);
    private static final Set<State> READ_AT_TICKS = EnumSet.of(State.CONVERSING, State.TRANSCODING);

    private enum NoTime implements Base {}

    static Stream<Arguments> tables() {
        return Stream.of(
                Arguments.of("stream-mode", StreamModeTable.TABLE),
                Arguments.of("stream-playing", StreamPlayingTable.TABLE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void the_page_of_the_table_is_up_to_date(String page, StateTable<?, ?, ?> table) {
        FsmPages.check(page, table);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void its_arcs_are_those_that_were_written_by_hand(String page, StateTable<?, ?, ?> table) {
        Transcription.check(StreamTablesTest.class, page, table);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void words_up_to_length_7_execute_every_cell_and_leave_the_machine_consistent(
            String page, StateTable<?, ?, ?> table) {
        assertThat(TableWords.check(table, Timings.unreliable(NoTime.class, Map.of()), 7))
                .isPositive();
    }

    private static List<Cell<State, Event, Effect>> arcs() {
        return StreamModeTable.TABLE.cells().stream()
                .filter(cell -> cell.verdict() == StateTable.Verdict.GO || cell.verdict() == StateTable.Verdict.STAY)
                .toList();
    }

    @Test
    void whoever_leaves_a_bridge_tells_the_partner_unless_that_is_who_left() {
        assertThat(arcs())
                .filteredOn(cell -> BRIDGED.contains(cell.state()) && !BRIDGED.contains(cell.next()))
                .hasSize(10)
                .allSatisfy(cell -> {
                    assertThat(cell.effects()).contains(Effect.LEAVE);
                    assertThat(cell.effects().contains(Effect.TELL_PARTNER)).isEqualTo(cell.event() != Event.PARTED);
                });
    }

    @Test
    void what_the_partner_says_for_us_ends_with_transcoding_and_while_we_still_know_it() {
        assertThat(arcs())
                .filteredOn(cell -> cell.state() == State.TRANSCODING && cell.next() != State.TRANSCODING)
                .hasSize(7)
                .allSatisfy(cell -> assertThat(cell.effects())
                        .containsSubsequence(
                                cell.event() == Event.PACKETS_DO
                                        ? List.of(Effect.STOP_PARTNER_SAYING)
                                        : List.of(Effect.STOP_PARTNER_SAYING, Effect.LEAVE)));
    }

    @Test
    void a_socket_is_read_at_ticks_only_while_its_packets_become_audio_and_nothing_else() {
        assertThat(arcs()).filteredOn(cell -> cell.next() != State.CLOSED).allSatisfy(cell -> {
            boolean before = READ_AT_TICKS.contains(cell.state());
            boolean after = READ_AT_TICKS.contains(cell.next());
            assertThat(cell.effects().contains(Effect.READ_AT_TICKS)).isEqualTo(!before && after);
            assertThat(cell.effects().contains(Effect.READ_AT_ONCE)).isEqualTo(before && !after);
        });
    }

    @Test
    void what_is_asked_of_a_stream_ends_what_is_played_but_leaving_a_bridge_or_conversation_does_not() {
        Set<Event> goOn =
                EnumSet.of(Event.UNBRIDGE, Event.PARTED, Event.END_CONVERSATION, Event.AUDIO_NEEDED, Event.PACKETS_DO);
        assertThat(arcs())
                .filteredOn(cell -> cell.state() != State.ECHOING) // over which nothing is played
                .allSatisfy(cell -> assertThat(cell.effects().contains(Effect.STOP_PLAYING))
                        .isEqualTo(!goOn.contains(cell.event())));
    }

    @Test
    void each_playback_is_told_once() {
        assertThat(StreamPlayingTable.TABLE.cells())
                .filteredOn(cell -> cell.state() == StreamPlayingTable.State.PLAYING)
                .allSatisfy(cell -> assertThat(cell.effects())
                        .filteredOn(effect -> effect == StreamPlayingTable.Effect.TELL_STOPPED
                                || effect == StreamPlayingTable.Effect.TELL_FINISHED)
                        .hasSize(1));
    }
}
