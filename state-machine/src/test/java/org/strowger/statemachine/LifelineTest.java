package org.strowger.statemachine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LifelineTest {

    private final Lifeline lifeline = new Lifeline();
    private final CompletableFuture<Lifeline.Loss> loss = lifeline.loss().toCompletableFuture();

    @Test
    void a_thread_that_throws_is_seen_with_its_name_and_what_it_threw() throws Exception {
        var error = new StackOverflowError("too deep");
        start("loop-1", () -> {
            throw error;
        });
        assertThat(loss.get(5, TimeUnit.SECONDS).cause()).containsSame(error);
        assertThat(loss.get()).hasToString("the thread loop-1 has ended: java.lang.StackOverflowError: too deep");
    }

    @Test
    void so_is_one_that_ends_without_a_word() throws Exception {
        start("loop-2", () -> {});
        assertThat(loss.get(5, TimeUnit.SECONDS)).hasToString("the thread loop-2 has ended");
    }

    @Test
    void one_that_was_told_to_end_is_no_loss_and_of_several_the_first_is_told() throws Exception {
        Thread.ofPlatform()
                .start(lifeline.watching("told", () -> {}, () -> true))
                .join();
        assertThat(loss).isNotDone();
        start("first", () -> {});
        start("second", () -> {});
        assertThat(loss.get(5, TimeUnit.SECONDS).thread()).isEqualTo("first");
    }

    private void start(String name, Runnable life) throws InterruptedException {
        Thread.ofPlatform()
                .name(name)
                .start(lifeline.watching(name, life, () -> false))
                .join();
    }
}
