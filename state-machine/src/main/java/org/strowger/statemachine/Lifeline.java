package org.strowger.statemachine;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/**
 * Sees the end of threads that the process can't live without, such as the loops of signalling and media: each owns
 * calls, which nobody can take over. The first one that ends before it was told to is {@link #loss}; whoever runs the
 * process ends it then, so that a supervisor starts it again. Safe on any thread.
 */
public final class Lifeline {

    /** A thread that is no more, and what it threw, if anything. */
    public record Loss(String thread, Optional<Throwable> cause) {
        @Override
        public String toString() {
            return "the thread " + thread + " has ended"
                    + cause.map(thrown -> ": " + thrown).orElse("");
        }
    }

    private final CompletableFuture<Loss> loss = new CompletableFuture<>();

    /** The first thread that has ended unasked; completes never if all goes well. */
    public CompletionStage<Loss> loss() {
        return loss.minimalCompletionStage();
    }

    /**
     * What a thread does from its first line to its last, watched.
     *
     * @param thread its name
     * @param life returns, or throws, when the thread ends
     * @param meant whether it was told to end, asked when it does
     */
    public Runnable watching(String thread, Runnable life, BooleanSupplier meant) {
        return () -> {
            try {
                life.run();
            } catch (Throwable thrown) { // the thread's last frame
                lost(thread, Optional.of(thrown), meant);
                return;
            }
            lost(thread, Optional.empty(), meant);
        };
    }

    private void lost(String thread, Optional<Throwable> thrown, BooleanSupplier meant) {
        if (!meant.getAsBoolean()) loss.complete(new Loss(thread, thrown));
    }
}
