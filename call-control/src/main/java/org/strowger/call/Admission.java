package org.strowger.call;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** Who may still come in: counts the calls of all loops against the limit, and closes the door when the switch drains. Any thread. */
final class Admission {

    private final int maxCalls;
    private final AtomicInteger calls = new AtomicInteger();
    private final CompletableFuture<Void> empty = new CompletableFuture<>();
    private volatile boolean draining;

    Admission(int maxCalls) {
        this.maxCalls = maxCalls;
    }

    /** Why a call would not come in now; it isn't counted by that. */
    Optional<String> full(Urgency urgency) {
        if (urgency == Urgency.EMERGENCY) return Optional.empty();
        if (draining) return Optional.of("the switch is being stopped");
        return calls.get() < maxCalls
                ? Optional.empty()
                : Optional.of("the limit of " + maxCalls + " calls is reached");
    }

    /** Counts a call in, or says why not. Emergencies come through whatever the limit. */
    Optional<String> enter(Urgency urgency) {
        if (draining && urgency == Urgency.NORMAL) return Optional.of("the switch is being stopped");
        if (calls.incrementAndGet() <= maxCalls || urgency == Urgency.EMERGENCY) return Optional.empty();
        leave();
        return Optional.of("the limit of " + maxCalls + " calls is reached");
    }

    /** Counts a call out. */
    void leave() {
        if (calls.decrementAndGet() == 0 && draining) empty.complete(null);
    }

    /** Closes the door; completes when the last call has left. */
    CompletionStage<Void> drain() {
        draining = true;
        if (calls.get() == 0) empty.complete(null);
        return empty;
    }

    boolean isDraining() {
        return draining;
    }

    int calls() {
        return calls.get();
    }

    /** How much a call matters. */
    enum Urgency {
        NORMAL,
        EMERGENCY
    }
}
