package org.strowger.statemachine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualTime time = new VirtualTime();
    private final Loop one = time.newLoop("one");
    private final Loop two = time.newLoop("two");
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    @Test
    void tasks_run_in_the_order_of_their_coming_whatever_their_loop() {
        one.execute(() -> {
            done.add("first");
            two.execute(() -> done.add("third"));
        });
        two.execute(() -> done.add("second"));
        assertThat(done).isEmpty();
        time.settle();

        assertThat(done).containsExactly("first", "second", "third");
        assertThat(time.passed()).isZero();
    }

    @Test
    void timers_run_by_time_and_those_of_one_time_in_the_order_of_their_making() {
        one.schedule(SECOND.multipliedBy(2), () -> done.add("at 2"));
        one.schedule(SECOND, () -> done.add("at 1"));
        two.schedule(SECOND, () -> done.add("at 1 too"));
        time.advance(SECOND);
        assertThat(done).containsExactly("at 1", "at 1 too");
        time.advance(SECOND);

        assertThat(done).endsWith("at 2");
        assertThat(time.instant()).isEqualTo(Instant.parse("2026-01-01T00:00:02Z"));
    }

    @Test
    void what_a_timer_makes_ready_runs_before_the_next_timer_of_the_same_time() {
        one.schedule(SECOND, () -> two.execute(() -> done.add("made ready")));
        one.schedule(SECOND, () -> done.add("next timer"));
        time.advance(SECOND);

        assertThat(done).containsExactly("made ready", "next timer");
    }

    @Test
    void a_delay_of_nothing_is_over_when_the_task_has_returned() {
        one.execute(() -> {
            one.schedule(Duration.ZERO, () -> done.add("then"));
            done.add("first");
        });
        time.settle();

        assertThat(done).containsExactly("first", "then");
    }

    @Test
    void a_task_sees_the_time_at_which_it_is_due() {
        one.schedule(
                SECOND, () -> one.schedule(SECOND, () -> done.add(time.passed().toString())));
        one.schedule(SECOND, () -> done.add(Long.toString(one.nanos())));
        time.advance(Duration.ofSeconds(5));

        assertThat(done).containsExactly("1000000000", "PT2S");
        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void a_cancelled_timer_does_not_run_and_is_not_counted() {
        Timeout timeout = one.schedule(SECOND, () -> done.add("never"));
        one.schedule(SECOND.multipliedBy(3), () -> done.add("later"));
        timeout.cancel();
        assertThat(time.pendingTimers()).isEqualTo(1);
        assertThat(one.timers()).isEqualTo(1);
        assertThat(two.timers()).isZero();
        assertThat(time.untilNextTimer()).contains(SECOND.multipliedBy(3));
        time.advance(SECOND.multipliedBy(3));

        assertThat(done).containsExactly("later");
        assertThat(time.untilNextTimer()).isEmpty();
    }

    @Test
    void a_task_knows_its_loop() {
        one.execute(() -> done.add(one + " " + one.inLoop() + " " + two.inLoop()));
        time.settle();

        assertThat(done).containsExactly("one true false");
        assertThat(one.inLoop()).isFalse();
    }

    @Test
    void a_task_can_t_move_time() {
        one.execute(() -> time.advance(SECOND));

        assertThatIllegalStateException().isThrownBy(time::settle).withMessageContaining("one");
    }

    @Test
    void after_a_task_that_threw_the_rest_can_still_be_run() {
        one.execute(() -> {
            throw new IllegalArgumentException("a defect of the test's own");
        });
        one.execute(() -> done.add("the next"));
        assertThatIllegalArgumentException().isThrownBy(time::settle);
        time.settle();

        assertThat(done).containsExactly("the next");
    }

    /** A call thread and its loop take turns, so that each of a hundred runs is the same. */
    @Test
    void a_woken_thread_is_waited_for_and_runs_alone() throws InterruptedException {
        List<String> expected = new ArrayList<>();
        for (int run = 0; run < 100; run++) {
            List<String> trace = new Conversation().trace();
            if (run == 0) expected.addAll(trace);
            assertThat(trace).isEqualTo(expected);
        }
        assertThat(expected).containsExactly("wake 1", "a 1", "wake 2", "b 2", "a done", "b done", "tick PT1S");
    }

    @Test
    void a_thread_that_hands_a_task_in_has_it_run_before_time_moves() throws InterruptedException {
        one.schedule(SECOND, () -> done.add("timer"));
        time.waking();
        Thread thread = Thread.startVirtualThread(() -> {
            one.execute(() -> done.add("handed in"));
            time.parking();
        });
        time.advance(SECOND);
        thread.join();

        assertThat(done).containsExactly("handed in", "timer");
    }

    @Test
    void a_thread_that_is_not_the_driver_does_not_wait_at_the_gate() throws InterruptedException {
        time.settle();
        time.waking();
        Thread thread = Thread.startVirtualThread(time::awaitParked);
        thread.join();
        time.parking();
        assertThatIllegalStateException().isThrownBy(time::parking);
    }

    @Test
    void an_interrupt_ends_the_waiting_for_a_thread() {
        time.waking();
        Thread.currentThread().interrupt();
        assertThatIllegalStateException().isThrownBy(time::settle).withMessageContaining("interrupted");

        assertThat(Thread.interrupted()).isTrue();
        time.parking();
    }

    @Test
    void the_gate_of_the_wall_clock_lets_everybody_pass() {
        Gate.OPEN.waking();
        Gate.OPEN.awaitParked();
        Gate.OPEN.parking();
        Timeout.NONE.cancel();

        assertThat(time.pendingTimers()).isZero();
    }

    /** Two virtual threads, each woken once by the loop through its mailbox. */
    private static final class Conversation {

        private final VirtualTime time = new VirtualTime();
        private final Loop loop = time.newLoop("loop");
        private final List<String> trace = Collections.synchronizedList(new ArrayList<>());

        List<String> trace() throws InterruptedException {
            BlockingQueue<String> a = new ArrayBlockingQueue<>(1);
            BlockingQueue<String> b = new ArrayBlockingQueue<>(1);
            Thread first = start("a", a);
            Thread second = start("b", b);
            loop.execute(() -> wake(a, "1"));
            loop.execute(() -> wake(b, "2"));
            loop.schedule(SECOND, () -> trace.add("tick " + time.passed()));
            time.advance(SECOND);
            first.join();
            second.join();
            return trace;
        }

        private void wake(BlockingQueue<String> mailbox, String word) {
            trace.add("wake " + word);
            time.waking();
            mailbox.add(word);
            time.awaitParked();
        }

        private Thread start(String name, BlockingQueue<String> mailbox) {
            time.waking();
            return Thread.startVirtualThread(() -> {
                time.parking();
                try {
                    trace.add(name + " " + mailbox.take());
                    loop.execute(() -> trace.add(name + " done"));
                } catch (InterruptedException e) {
                    trace.add("interrupted");
                } finally {
                    time.parking();
                }
            });
        }
    }
}
