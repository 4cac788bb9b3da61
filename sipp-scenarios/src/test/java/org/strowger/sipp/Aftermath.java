package org.strowger.sipp;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The switches whose scenarios are over. Any thread. Transactions live on for 64·T1, and a client's that was refused
 * for 32 s (RFC 3261 §17.1.1.2): that is waited for beside the scenarios that follow, the first of which fails where
 * any is left. Beside those that measure nobody is asked and nobody ends: what only waits takes nothing from them.
 */
final class Aftermath implements AutoCloseable {

    private static final Duration UNTIL_FORGOTTEN = Duration.ofSeconds(40);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private static final int MOST_AT_ONCE = 1_000;

    /** One for each that is asked or ends; all of them for who measures. */
    private final Semaphore turns = new Semaphore(MOST_AT_ONCE, true);

    private final Queue<Thread> waiting = new ConcurrentLinkedQueue<>();
    private final Queue<String> left = new ConcurrentLinkedQueue<>();

    private Aftermath() {}

    /** The one of all scenarios that run in one go. */
    static Aftermath of(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(Aftermath.class, key -> new Aftermath(), Aftermath.class);
    }

    /** Ends a switch as soon as it holds no transaction. */
    void await(String scenarios, PackagedSwitch over) {
        waiting.add(Thread.startVirtualThread(() -> {
            try {
                boolean forgotten = Processes.eventually(
                        UNTIL_FORGOTTEN,
                        BETWEEN_LOOKS,
                        () -> inTurn(() -> over.status().transactions() == 0));
                if (!forgotten) left.add(scenarios + ": " + over.status().transactions());
            } catch (RuntimeException | AssertionError e) {
                left.add(scenarios + ": the switch does not tell, " + e);
            } finally {
                inTurn(() -> {
                    over.close();
                    return true;
                });
            }
        }));
    }

    private boolean inTurn(BooleanSupplier what) {
        turns.acquireUninterruptibly();
        try {
            return what.getAsBoolean();
        } finally {
            turns.release();
        }
    }

    /** For scenarios that measure, until {@link #goOn}. */
    void standStill() {
        turns.acquireUninterruptibly(MOST_AT_ONCE);
    }

    void goOn() {
        turns.release(MOST_AT_ONCE);
    }

    private void isOver() {
        try {
            for (Thread each = waiting.poll(); each != null; each = waiting.poll()) each.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Of those whose time is over. */
    void assertForgotten() {
        if (!left.isEmpty()) throw new AssertionError("transactions that nobody ends, after " + left);
    }

    @Override
    public void close() {
        isOver();
        assertForgotten();
    }
}
