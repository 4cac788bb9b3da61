package org.strowger.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.strowger.softswitch.Softswitch;
import org.strowger.statemachine.Lifeline;

/**
 * Stops the switch as told by SIGTERM and SIGINT: the first lets running calls end in their time, the second hangs them
 * up, the third ends the process where it stands.
 */
final class Stopping {

    private static final Duration FAREWELL = Duration.ofSeconds(5);
    private static final Duration SHORT_FAREWELL = Duration.ofMillis(500);
    private static final int HALTED_BY_SIGINT = 130;

    private final AtomicInteger signals = new AtomicInteger();
    private final CompletableFuture<Void> first = new CompletableFuture<>();
    private final CompletableFuture<Void> second = new CompletableFuture<>();

    private Stopping() {}

    /** Listens for the signals from now on. */
    static Stopping onSignals() {
        Stopping stopping = new Stopping();
        Signals.handle("TERM", stopping::signalled);
        Signals.handle("INT", stopping::signalled);
        return stopping;
    }

    private void signalled() {
        switch (signals.incrementAndGet()) {
            case 1 -> first.complete(null);
            case 2 -> second.complete(null);
            default -> Runtime.getRuntime().halt(HALTED_BY_SIGINT);
        }
    }

    /** Returns when the switch may be closed, or, with the loss, when it has lost a thread and can't be. */
    Optional<Lifeline.Loss> await(Softswitch softswitch, PrintStream people) {
        CompletableFuture<Lifeline.Loss> loss = softswitch.loss().toCompletableFuture();
        CompletableFuture.anyOf(first, loss).join();
        if (!loss.isDone()) drain(softswitch, people, loss);
        return Optional.ofNullable(loss.getNow(null));
    }

    private void drain(Softswitch softswitch, PrintStream people, CompletableFuture<Lifeline.Loss> loss) {
        CompletionStage<Void> empty = softswitch.drain();
        int calls = softswitch.figures().exchange().calls();
        if (calls > 0)
            people.println("stopping: " + calls + (calls == 1 ? " call" : " calls")
                    + " may end first; Ctrl-C again doesn't wait");
        CompletableFuture<Object> over = CompletableFuture.anyOf(empty.toCompletableFuture(), second, loss);
        boolean inTime = within(softswitch.configuration().drainTimeout(), over);
        if (loss.isDone()) return;
        if (!inTime || second.isDone())
            within(
                    second.isDone() ? SHORT_FAREWELL : FAREWELL,
                    softswitch.hangUpAll().toCompletableFuture());
        people.println("stopped");
    }

    private static boolean within(Duration limit, CompletableFuture<?> stage) {
        try {
            stage.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException late) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
