package org.strowger.call.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.strowger.call.setup.CallBudget;
import org.strowger.statemachine.Gate;

class ProgramTimeTest {

    private static final Duration LOOK = Duration.ofMillis(100);

    private long nanos = 5_000_000_000L;
    private long processor = 1_000_000_000L;
    private final ProgramTime time = new ProgramTime(LOOK, () -> nanos, () -> processor);

    @Test
    void time_in_which_the_process_computed_counts_for_all() {
        assertThat(share(100, 100)).isEqualTo(new ProgramTime.Share(millis(100), millis(100)));
        assertThat(share(120, 240)).isEqualTo(new ProgramTime.Share(millis(120), millis(120)));
    }

    @Test
    void time_for_which_there_was_no_processor_does_not_count_for_who_computes() {
        assertThat(share(100, 20)).isEqualTo(new ProgramTime.Share(millis(30), millis(100)));
    }

    @Test
    void a_machine_that_stood_still_takes_nothing() {
        assertThat(share(5_000, 1)).isEqualTo(new ProgramTime.Share(millis(11), millis(200)));
        assertThat(share(100, 100)).isEqualTo(new ProgramTime.Share(millis(100), millis(100)));
    }

    @Test
    void where_processor_time_is_not_told_real_time_counts() {
        processor = -1;
        time.share();
        nanos += millis(100);
        assertThat(time.share()).isEqualTo(new ProgramTime.Share(millis(100), millis(100)));
    }

    @Test
    void a_program_is_held_to_what_it_could_have_had() throws InterruptedException {
        CountDownLatch runs = new CountDownLatch(1);
        boolean[] over = {false};
        var program = new CallThread("program", Gate.OPEN, () -> {
            runs.countDown();
            while (!Thread.interrupted()) Thread.onSpinWait();
            over[0] = true;
        });
        program.start();
        runs.await();
        CallBudget budget = CallBudget.withStall(Duration.ofMillis(1));
        while (program.outsideNanos() < millis(2)) Thread.onSpinWait();
        ProgramTime.Share nothing = new ProgramTime.Share(0, millis(100));
        for (int look = 0; look < 100; look++)
            assertThat(program.excess(budget, nothing)).isEmpty();
        Optional<String> excess = program.excess(budget, new ProgramTime.Share(millis(1), 0));
        assertThat(excess).hasValue("ran or blocked outside a verb for 1 ms");
        program.cut(excess.get());
        while (!program.isFinished()) Thread.onSpinWait();
        assertThat(over[0]).isTrue();
        assertThat(program.excess(budget, new ProgramTime.Share(millis(100), millis(100))))
                .isEmpty();
    }

    @Test
    @Timeout(10)
    void waiting_outside_a_verb_counts_as_it_is() {
        CountDownLatch never = new CountDownLatch(1);
        var program = new CallThread("program", Gate.OPEN, () -> {
            try {
                never.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        program.start();
        CallBudget budget = CallBudget.withStall(Duration.ofMillis(10));
        while (program.excess(budget, new ProgramTime.Share(0, millis(10))).isEmpty()) Thread.onSpinWait();
        program.cut("");
    }

    private ProgramTime.Share share(int realMillis, int processorMillis) {
        nanos += millis(realMillis);
        processor += millis(processorMillis);
        return time.share();
    }

    private static long millis(int millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
