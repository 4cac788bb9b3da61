package org.strowger.call.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.Timeout;
import org.strowger.statemachine.VirtualTime;

/** What may wait leaves three quarters of a loop to the others, whatever it takes. */
class TurnsTest {

    private static final Duration MILLISECOND = Duration.ofMillis(1);

    private final VirtualTime time = new VirtualTime();
    private final Loop loop = time.newLoop("loop");
    private final List<Integer> done = new ArrayList<>();
    private final Turns turns = new Turns(loop);

    private void take(int count, Duration each) {
        loop.execute(() -> {
            for (int i = 0; i < count; i++) {
                int number = i;
                turns.take("somebody", () -> {
                    time.takes(each);
                    done.add(number);
                });
            }
        });
        time.settle();
    }

    @Test
    void dear_work_is_done_in_order_and_the_others_have_the_loop_for_three_times_as_long_between() {
        take(5, MILLISECOND.multipliedBy(4));
        assertThat(done).containsExactly(0);
        time.advance(Duration.ofMillis(11));
        assertThat(done).as("after 11 ms of 12").containsExactly(0);
        time.advance(MILLISECOND);
        assertThat(done).containsExactly(0, 1);
        time.advance(Duration.ofMillis(3 * 16));
        assertThat(done).containsExactly(0, 1, 2, 3, 4);
        assertThat(loop.timers()).isZero();
    }

    /** As the timers of a real loop are, whose wheel has slots of four milliseconds. */
    @Test
    void rests_that_end_late_are_made_up_for_half_a_millisecond_in_one_go() {
        Loop late = new LateLoop(loop, Duration.ofMillis(4));
        Turns onIt = new Turns(late);
        loop.execute(() -> {
            for (int i = 0; i < 20; i++)
                onIt.take("somebody", () -> {
                    time.takes(Duration.ofNanos(200_000));
                    done.add(0);
                });
        });
        time.settle();
        assertThat(done).as("0.2 ms, and then a rest").hasSize(1);
        for (int ticks = 1; ticks <= 5; ticks++) {
            time.advance(Duration.ofMillis(4));
            assertThat(done).as("after " + ticks).hasSize(1 + 3 * ticks);
        }
    }

    /** Of three who wait on such a loop, one has pieces that bring about nothing else. */
    @Test
    void of_what_brings_about_more_than_itself_one_of_each_is_done_in_a_go() {
        Turns onIt = new Turns(new LateLoop(loop, Duration.ofMillis(4)));
        loop.execute(() -> {
            for (int i = 0; i < 3; i++) {
                int number = i;
                onIt.takeAlone("legs", () -> done.add(number));
                onIt.take("requests", () -> done.add(10 + number));
                onIt.takeAlone("more legs", () -> done.add(20 + number));
            }
        });
        time.settle();
        assertThat(done).containsExactly(0, 10, 20, 11, 12);
        time.advance(Duration.ofMillis(4));
        assertThat(done).endsWith(1, 21).hasSize(7);
        time.advance(Duration.ofMillis(4));
        assertThat(done).endsWith(2, 22).hasSize(9);
        assertThat(loop.timers()).isZero();
    }

    @Test
    void what_is_to_be_done_alone_can_be_given_up_while_others_wait() {
        Runnable unwanted = () -> done.add(13);
        Turns onIt = new Turns(new LateLoop(loop, Duration.ofMillis(4)));
        loop.execute(() -> {
            onIt.takeAlone("somebody", () -> done.add(1));
            onIt.takeAlone("somebody", unwanted);
            onIt.takeAlone("somebody", () -> done.add(2));
            onIt.takeAlone("another", unwanted);
            onIt.giveUp("somebody", unwanted);
            onIt.giveUp("another", unwanted);
        });
        time.settle();
        assertThat(done).containsExactly(1);
        time.advance(Duration.ofMillis(4));
        assertThat(done).containsExactly(1, 2);
        assertThat(loop.timers()).isZero();
    }

    private record LateLoop(Loop loop, Duration tick) implements Loop {
        @Override
        public void execute(Runnable task) {
            loop.execute(task);
        }

        @Override
        public long nanos() {
            return loop.nanos();
        }

        @Override
        public Timeout schedule(Duration delay, Runnable task) {
            long ticks = (nanos() + delay.toNanos()) / tick.toNanos() + 1;
            return loop.schedule(Duration.ofNanos(ticks * tick.toNanos() - nanos()), task);
        }

        @Override
        public int timers() {
            return loop.timers();
        }

        @Override
        public boolean inLoop() {
            return loop.inLoop();
        }
    }

    @Test
    void who_comes_while_the_loop_rests_waits_too() {
        take(1, MILLISECOND);
        time.advance(MILLISECOND);
        take(1, MILLISECOND);
        assertThat(done).hasSize(1);
        time.advance(MILLISECOND.multipliedBy(2));
        assertThat(done).hasSize(2);
    }

    @Test
    void what_takes_nothing_waits_for_nothing() {
        take(100, Duration.ZERO);
        assertThat(done).hasSize(100);
        assertThat(loop.timers()).isZero();
    }

    @Test
    void whoever_has_much_to_do_keeps_nobody_waiting_but_himself() {
        loop.execute(() -> {
            for (int i = 0; i < 6; i++) work("many", i);
            for (int i = 10; i < 12; i++) work("few", i);
        });
        time.settle();
        time.advance(MILLISECOND.multipliedBy(100));
        assertThat(done).containsExactly(0, 10, 1, 11, 2, 3, 4, 5);
    }

    private void work(String whose, int number) {
        turns.take(whose, () -> {
            time.takes(MILLISECOND);
            done.add(number);
        });
    }

    @Test
    void what_work_leads_to_waits_for_its_end() {
        loop.execute(() -> turns.take("somebody", () -> {
            turns.take("somebody", () -> done.add(2));
            done.add(1);
        }));
        time.settle();
        assertThat(done).containsExactly(1, 2);
    }

    @Test
    void what_is_given_up_is_not_done() {
        Runnable unwanted = () -> done.add(13);
        loop.execute(() -> {
            work("somebody", 1);
            turns.take("somebody", unwanted);
            turns.take("another", unwanted);
            work("somebody", 2);
            turns.giveUp("somebody", unwanted);
            turns.giveUp("another", unwanted);
            turns.giveUp("nobody", unwanted);
        });
        time.settle();
        time.advance(MILLISECOND.multipliedBy(10));
        assertThat(done).containsExactly(1, 2);
        assertThat(loop.timers()).isZero();
    }

    @Test
    void work_that_fails_keeps_nobody_waiting() {
        loop.execute(() -> {
            turns.take("somebody", () -> time.takes(MILLISECOND));
            turns.take("somebody", () -> {
                throw new IllegalStateException("no");
            });
            turns.take("somebody", () -> done.add(3));
        });
        time.settle();
        assertThatThrownBy(() -> time.advance(MILLISECOND.multipliedBy(10))).hasMessage("no");
        time.advance(MILLISECOND.multipliedBy(10));
        assertThat(done).containsExactly(3);
    }
}
