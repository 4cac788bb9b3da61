package org.strowger.statemachine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.strowger.statemachine.StateTableTest.E.PING;
import static org.strowger.statemachine.StateTableTest.E.TICK;
import static org.strowger.statemachine.StateTableTest.S.END;
import static org.strowger.statemachine.StateTableTest.S.OFF;
import static org.strowger.statemachine.StateTableTest.S.ON;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.strowger.statemachine.StateTable.Cell;
import org.strowger.statemachine.StateTable.Verdict;

class StateTableTest {

    enum S {
        OFF,
        ON,
        END
    }

    enum E {
        PING,
        TICK
    }

    enum X {
        DO
    }

    enum B implements Base {
        SECOND
    }

    private static final Delay SECOND = Delay.of(1, B.SECOND);

    private static StateTableBuilder<S, E, X> builder() {
        return StateTable.builder("T", S.class, E.class, X.class).startsIn(OFF).endsIn(END);
    }

    private static StateTableBuilder<S, E, X> timed() {
        return builder().timer(TICK, SECOND);
    }

    private static StateTableBuilder<S, E, X>.Row offToOn(StateTableBuilder<S, E, X> table) {
        return table.in(OFF).on(PING).go(ON);
    }

    static Stream<Arguments> faulty() {
        return Stream.of(
                faulty(
                        "OFF × TICK is undecided",
                        b -> offToOn(b).in(ON).on(PING, TICK).go(END)),
                faulty(
                        "OFF × [PING] goes to its own state",
                        b -> b.in(OFF).on(PING).go(OFF)),
                faulty(
                        "ON × PING is decided twice",
                        b -> b.in(ON).on(PING).go(END).on(PING).stay()),
                faulty(
                        "ON can't be reached",
                        b -> b.in(OFF)
                                .on(PING, TICK)
                                .go(END)
                                .in(ON)
                                .on(PING, TICK)
                                .go(END)),
                faulty(
                        "no end can be reached from ON",
                        b -> offToOn(b).on(TICK).go(END).in(ON).on(PING, TICK).stay()),
                faulty(
                        "END × PING is decided, but the state is an end",
                        b -> b.in(END).on(PING).stay()),
                faulty("OFF × [PING] has no reason", b -> b.in(OFF).on(PING).ignore(" ")),
                faulty("OFF × [PING] has no reason", b -> b.in(OFF).on(PING).illegal("")),
                faulty("OFF decides nothing", b -> b.in(OFF).on().stay()),
                faulty("TICK runs in OFF but is not a timer", b -> b.in(OFF).runs(TICK)),
                faulty("TICK runs in OFF but is not a timer", b -> b.in(OFF).runs(TICK, SECOND)),
                Arguments.of("timer TICK never runs", timed().in(OFF).on(PING).go(END)),
                Arguments.of(
                        "timer TICK is declared twice",
                        timed().timer(TICK, SECOND).in(OFF)),
                Arguments.of(
                        "TICK runs twice in OFF", timed().in(OFF).runs(TICK).runs(TICK, SECOND)),
                Arguments.of(
                        "TICK runs in END, but the state is an end",
                        timed().in(END).runs(TICK)),
                Arguments.of(
                        "ON × TICK is decided, but the timer can't run there",
                        timed().in(ON).on(TICK).stay()),
                Arguments.of(
                        "OFF × TICK is undecided",
                        timed().in(OFF).runs(TICK).on(PING).go(END)));
    }

    private static Arguments faulty(
            String fault, Function<StateTableBuilder<S, E, X>, StateTableBuilder<S, E, X>.Row> rows) {
        return Arguments.of(fault, rows.apply(builder()));
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void a_faulty_table_is_refused_and_the_fault_named(String fault, StateTableBuilder<S, E, X>.Row table) {
        assertThatIllegalStateException().isThrownBy(table::build).withMessageContaining(fault);
    }

    @Test
    void a_table_without_a_beginning_is_refused() {
        StateTableBuilder<S, E, X> table = StateTable.builder("T", S.class, E.class, X.class);

        assertThatIllegalStateException().isThrownBy(table::build).withMessageContaining("no initial state");
    }

    @Test
    void all_faults_are_named_at_once() {
        assertThatIllegalStateException()
                .isThrownBy(() -> builder().in(OFF).on(PING).ignore("").build())
                .withMessageContainingAll("has no reason", "OFF × TICK", "ON × TICK", "ON can't be reached");
    }

    @Test
    void a_table_knows_which_timers_are_still_ahead() {
        StateTable<S, E, X> straight = timed().in(OFF)
                .runs(TICK)
                .on(PING, TICK)
                .go(ON)
                .in(ON)
                .on(PING)
                .go(END)
                .build();

        assertThat(straight.mayRun(OFF, TICK)).isTrue();
        assertThat(straight.mayRun(ON, TICK)).isFalse();
        assertThat(straight.mayRun(END, TICK)).isFalse();
        assertThat(Phone.TABLE.mayRun(Phone.State.TALKING, Phone.Event.RING_OVER))
                .as("by hanging up, and another call")
                .isTrue();
        assertThat(Phone.TABLE.mayRun(Phone.State.BROKEN, Phone.Event.RING_OVER))
                .isFalse();
    }

    @Test
    void a_table_without_an_end_may_go_on_for_ever() {
        StateTable<S, E, X> table = StateTable.builder("T", S.class, E.class, X.class)
                .startsIn(OFF)
                .in(OFF)
                .on(PING)
                .go(ON)
                .on(TICK)
                .go(END)
                .in(ON)
                .on(PING, TICK)
                .go(OFF)
                .in(END)
                .on(PING, TICK)
                .go(OFF)
                .build();

        assertThat(table.terminals()).isEmpty();
    }

    @Test
    void a_table_says_all_about_itself() {
        StateTable<Phone.State, Phone.Event, Phone.Effect> table = Phone.TABLE;

        assertThat(table.name()).isEqualTo("Phone");
        assertThat(table.initial()).isEqualTo(Phone.State.IDLE);
        assertThat(table.states()).containsExactly(Phone.State.values());
        assertThat(table.events()).containsExactly(Phone.Event.values());
        assertThat(table.timers()).isEqualTo(EnumSet.of(Phone.Event.RING_OVER, Phone.Event.NAG, Phone.Event.WEAR));
        assertThat(table.timers(Phone.State.TALKING))
                .isEqualTo(Map.of(Phone.Event.NAG, Delay.of(1, Phone.Length.LONG)));
        assertThat(table.isTerminal(Phone.State.BROKEN)).isTrue();
        assertThat(table.isTerminal(Phone.State.IDLE)).isFalse();
        assertThat(table.cells()).hasSize(4 * 7);
    }

    @Test
    void every_cell_has_a_verdict() {
        assertThat(cell(Phone.State.RINGING, Phone.Event.LIFT))
                .isEqualTo(new Cell<>(
                        Phone.State.RINGING,
                        Phone.Event.LIFT,
                        Verdict.GO,
                        Phone.State.TALKING,
                        List.of(Phone.Effect.STOP_RINGING, Phone.Effect.SPEAK),
                        ""));
        assertThat(cell(Phone.State.RINGING, Phone.Event.NAG).verdict()).isEqualTo(Verdict.STAY);
        assertThat(cell(Phone.State.TALKING, Phone.Event.CALL).why()).isEqualTo("one caller at a time");
        assertThat(cell(Phone.State.IDLE, Phone.Event.NAG).verdict()).isEqualTo(Verdict.ILLEGAL);
        assertThat(cell(Phone.State.BROKEN, Phone.Event.CALL).verdict()).isEqualTo(Verdict.IGNORE);
    }

    private static Cell<Phone.State, Phone.Event, Phone.Effect> cell(Phone.State state, Phone.Event event) {
        return Phone.TABLE.cell(state, event);
    }

    @Test
    void a_length_of_time_must_be_given_and_positive() {
        assertThat(Timings.unreliable(B.class, Map.of(B.SECOND, Duration.ofSeconds(1)))
                        .nanos(B.SECOND))
                .isEqualTo(1_000_000_000L);
        for (Map<B, Duration> bad : List.of(
                Map.of(B.SECOND, Duration.ZERO), Map.of(B.SECOND, Duration.ofSeconds(-1)), Map.<B, Duration>of()))
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Timings.unreliable(B.class, bad))
                    .withMessageContaining("SECOND");
    }
}
