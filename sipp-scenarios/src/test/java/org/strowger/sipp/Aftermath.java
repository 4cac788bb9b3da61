package org.strowger.sipp;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The switches whose scenarios are over. Any thread. Transactions live on for 64·T1, and a client's that was refused
 * for 32 s (RFC 3261 §17.1.1.2): that is waited for beside the scenarios that follow, the first of which fails where
 * any is left.
 */
final class Aftermath implements AutoCloseable {

    private static final Duration UNTIL_FORGOTTEN = Duration.ofSeconds(40);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

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
            try (over) {
                boolean forgotten = Processes.eventually(
                        UNTIL_FORGOTTEN, BETWEEN_LOOKS, () -> over.status().transactions() == 0);
                if (!forgotten) left.add(scenarios + ": " + over.status().transactions());
            } catch (RuntimeException | AssertionError e) {
                left.add(scenarios + ": the switch does not tell, " + e);
            }
        }));
    }

    /** For scenarios that measure: a switch that ends takes time from theirs. */
    void isOver() {
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
