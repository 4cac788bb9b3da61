package org.strowger.administration;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Something that is made when it is first asked for. Safe on any thread. */
final class Deferred<T> {

    private final Supplier<T> maker;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<T> made = new CompletableFuture<>();

    Deferred(Supplier<T> maker) {
        this.maker = maker;
    }

    T get() {
        if (begun.compareAndSet(false, true)) made.completeAsync(maker, Runnable::run);
        return made.join();
    }

    void ifMade(Consumer<T> action) {
        if (begun.get()) made.thenAccept(action);
    }
}
