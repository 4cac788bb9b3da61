package org.strowger.statemachine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.strowger.statemachine.Phone.Effect;
import org.strowger.statemachine.Phone.Event;
import org.strowger.statemachine.Phone.Length;
import org.strowger.statemachine.Phone.State;
import org.strowger.statemachine.StateTable.Cell;

class MachineTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Timings LOSSY =
            Timings.unreliable(Length.class, Map.of(Length.SHORT, SECOND, Length.LONG, Duration.ofSeconds(4)));

    private final VirtualTime time = new VirtualTime();
    private final List<String> seen = new ArrayList<>();
    private final List<String> ignored = new ArrayList<>();
    private Consumer<Effect> performer = effect -> seen.add(effect.name());
    private final MachineObserver observer = new MachineObserver() {
        @Override
        public void moved(Object owner, StateTable<?, ?, ?> table, Cell<?, ?, ?> cell) {
            seen.add(owner + ": " + cell.state() + " " + cell.event() + " " + cell.next());
        }

        @Override
        public void illegal(Object owner, StateTable<?, ?, ?> table, Cell<?, ?, ?> cell) {
            seen.add(owner + ": " + cell.state() + " " + cell.event() + " illegal, " + cell.why());
        }

        @Override
        public void ignored(Object owner, StateTable<?, ?, ?> table, Cell<?, ?, ?> cell) {
            ignored.add(owner + ": " + cell.state() + " " + cell.event() + " ignored, " + cell.why());
        }
    };
    private Machine<State, Event, Effect> machine = machine(time.newLoop("loop"), LOSSY);

    private Machine<State, Event, Effect> machine(Loop loop, Timings timings) {
        Machine<State, Event, Effect> made =
                new Machine<>(Phone.TABLE, loop, timings, (effect, _) -> performer.accept(effect), observer, "phone");
        made.start();
        return made;
    }

    private List<String> seen() {
        List<String> all = List.copyOf(seen);
        seen.clear();
        return all;
    }

    private void ring() {
        machine.fire(Event.CALL);
        seen.clear();
    }

    @Test
    void effects_come_in_order_and_before_the_move() {
        machine.fire(Event.CALL);
        machine.fire(Event.LIFT);

        assertThat(machine.state()).isEqualTo(State.TALKING);
        assertThat(seen())
                .containsExactly(
                        "RING", "phone: IDLE CALL RINGING", "STOP_RINGING", "SPEAK", "phone: RINGING LIFT TALKING");
    }

    @Test
    void what_comes_with_an_event_is_handed_to_each_of_its_effects_and_to_no_other() {
        List<String> handed = new ArrayList<>();
        List<Machine<State, Event, Effect>> held = new ArrayList<>();
        machine = new Machine<>(
                Phone.TABLE,
                time.newLoop("loop"),
                LOSSY,
                (effect, payload) -> {
                    handed.add(effect + " " + payload);
                    if (effect == Effect.RING) held.getFirst().post(Event.LIFT, "a hand");
                    if (effect == Effect.SPEAK) held.getFirst().post(Event.NAG);
                },
                observer,
                "phone");
        held.add(machine);
        machine.start();
        machine.fire(Event.CALL, "a caller");
        assertThat(handed)
                .containsExactly("RING a caller", "STOP_RINGING a hand", "SPEAK a hand", "NUDGE " + Machine.NOTHING);
    }

    @Test
    void a_timer_comes_with_nothing() {
        List<Object> handed = new ArrayList<>();
        machine = new Machine<>(
                Phone.TABLE, time.newLoop("loop"), LOSSY, (_, payload) -> handed.add(payload), observer, "phone");
        machine.start();
        machine.fire(Event.CALL, "a caller");
        time.advance(SECOND);
        assertThat(handed).containsExactly("a caller", Machine.NOTHING);
    }

    @Test
    void an_event_that_means_nothing_is_told_with_its_reason() {
        machine.fire(Event.HANG_UP);
        assertThat(seen()).isEmpty();
        assertThat(ignored).containsExactly("phone: IDLE HANG_UP ignored, it hangs already");
    }

    @Test
    void an_effect_is_performed_in_the_old_state() {
        performer = _ -> seen.add(machine.state().name());
        machine.fire(Event.CALL);

        assertThat(seen()).startsWith("IDLE");
    }

    @Test
    void staying_is_told_ignoring_is_not_and_the_illegal_is_told_with_its_reason() {
        machine.fire(Event.LIFT);
        machine.fire(Event.HANG_UP);
        ring();
        machine.fire(Event.CALL);

        assertThat(machine.state()).isEqualTo(State.RINGING);
        assertThat(seen()).containsExactly("phone: RINGING CALL illegal, one caller at a time");
    }

    @Test
    void after_the_end_nothing_happens() {
        machine.fire(Event.DROP);
        assertThat(machine.isOver()).isTrue();
        assertThat(time.pendingTimers()).isZero();
        seen();
        machine.fire(Event.CALL);

        assertThat(seen()).isEmpty();
    }

    @Test
    void a_timer_starts_with_its_state_and_stops_with_it() {
        ring();
        time.advance(Duration.ofSeconds(10));
        assertThat(machine.state()).isEqualTo(State.IDLE);

        ring();
        machine.fire(Event.LIFT);
        assertThat(time.pendingTimers()).isEqualTo(1);
        time.advance(Duration.ofSeconds(11));
        assertThat(machine.state()).isEqualTo(State.TALKING);
    }

    @Test
    void the_timers_of_the_first_state_start_with_the_machine() {
        time.advance(Duration.ofSeconds(25));

        assertThat(machine.isOver()).isTrue();
    }

    @Test
    void a_timer_that_both_states_share_runs_on_when_one_follows_the_other() {
        time.advance(Duration.ofSeconds(20));
        ring();
        time.advance(Duration.ofSeconds(5));

        assertThat(machine.isOver()).isTrue();
    }

    @Test
    void a_doubling_timer_fires_at_doubling_intervals_up_to_its_cap() {
        List<Long> at = new ArrayList<>();
        performer = _ -> at.add(time.passed().toSeconds());
        machine.fire(Event.CALL);
        at.clear();
        time.advance(Duration.ofMillis(9_999));

        assertThat(at).containsExactly(1L, 3L, 7L);
    }

    @Test
    void a_shared_timer_runs_to_its_end_and_then_at_the_pace_of_the_new_state() {
        List<Long> at = new ArrayList<>();
        ring();
        time.advance(Duration.ofSeconds(2));
        machine.fire(Event.LIFT);
        performer = _ -> at.add(time.passed().toSeconds());
        time.advance(Duration.ofSeconds(10));

        assertThat(at).containsExactly(3L, 7L, 11L);
    }

    @Test
    void a_timer_that_was_stopped_begins_anew_at_its_first_length() {
        ring();
        time.advance(Duration.ofSeconds(10));
        List<Long> at = new ArrayList<>();
        performer = _ -> at.add(time.passed().toSeconds());
        machine.fire(Event.CALL);
        at.clear();
        time.advance(Duration.ofSeconds(4));

        assertThat(at).containsExactly(11L, 13L);
    }

    @Test
    void a_timer_that_is_only_for_lossy_transports_never_starts_on_a_reliable_one() {
        machine = machine(time.newLoop("reliable"), LOSSY.onReliable());
        ring();
        time.advance(Duration.ofSeconds(9));

        assertThat(seen()).isEmpty();
    }

    @Test
    void abandoning_stops_all_timers_and_leaves_the_state() {
        ring();
        machine.abandon();
        time.advance(Duration.ofMinutes(1));

        assertThat(machine.state()).isEqualTo(State.RINGING);
        assertThat(time.pendingTimers()).isZero();
        assertThat(seen()).isEmpty();
    }

    @Test
    void a_firing_that_lost_the_race_against_its_stop_is_dropped() {
        List<Runnable> scheduled = new ArrayList<>();
        machine = machine(new DeafLoop(scheduled), LOSSY);
        ring();
        machine.fire(Event.LIFT);
        seen();
        List.copyOf(scheduled).forEach(Runnable::run);

        assertThat(machine.state()).isEqualTo(State.TALKING);
        assertThat(seen()).containsExactly("NUDGE", "phone: TALKING NAG TALKING"); // the one timer that runs on
    }

    @Test
    void an_effect_must_not_fire_but_may_post_and_that_comes_after_the_move() {
        performer = effect -> {
            if (effect == Effect.RING) machine.post(Event.LIFT);
            seen.add(effect.name());
        };
        machine.fire(Event.CALL);

        assertThat(seen())
                .containsExactly(
                        "RING", "phone: IDLE CALL RINGING", "STOP_RINGING", "SPEAK", "phone: RINGING LIFT TALKING");
        performer = _ -> machine.fire(Event.LIFT);
        machine.fire(Event.HANG_UP);
        assertThatIllegalStateException()
                .isThrownBy(() -> machine.fire(Event.CALL))
                .withMessageContaining("post(LIFT)");
    }

    @Test
    void posting_where_nothing_is_under_way_is_firing() {
        machine.post(Event.CALL);

        assertThat(machine.state()).isEqualTo(State.RINGING);
    }

    @Test
    void a_machine_that_posts_without_end_is_stopped() {
        machine.fire(Event.CALL);
        performer = _ -> {
            machine.post(Event.NAG);
            machine.post(Event.NAG);
        };

        assertThatIllegalStateException()
                .isThrownBy(() -> machine.fire(Event.NAG))
                .withMessageContaining("more than 8");
        performer = _ -> {};
        machine.fire(Event.LIFT);
        assertThat(machine.state()).isEqualTo(State.TALKING);
    }

    @Test
    void an_effect_that_throws_does_not_keep_the_machine_from_its_step_and_its_timers() {
        performer = effect -> {
            machine.post(Event.LIFT);
            throw new IllegalArgumentException(effect.name());
        };
        assertThatThrownBy(() -> machine.fire(Event.CALL))
                .hasMessage("RING")
                .satisfies(fault -> assertThat(fault.getSuppressed()).hasSize(1));

        assertThat(machine.state()).isEqualTo(State.TALKING);
        assertThat(time.pendingTimers()).isEqualTo(1);
    }

    /** A loop whose timeouts can't be cancelled. */
    private record DeafLoop(List<Runnable> scheduled) implements Loop {

        @Override
        public void execute(Runnable task) {
            scheduled.add(task);
        }

        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public Timeout schedule(Duration delay, Runnable task) {
            scheduled.add(task);
            return Timeout.NONE;
        }

        @Override
        public int timers() {
            return scheduled.size();
        }

        @Override
        public boolean inLoop() {
            return true;
        }
    }
}
