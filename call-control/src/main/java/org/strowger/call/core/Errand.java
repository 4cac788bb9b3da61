package org.strowger.call.core;

import java.time.Duration;
import java.util.function.Supplier;
import org.strowger.call.CallServices;
import org.strowger.statemachine.Gate;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.Timeout;

/**
 * Work that blocks, done by a thread of its own while the call waits for it in a verb. Lives on the call's loop, but
 * for the work itself.
 */
public final class Errand<T> {

    private final Loop loop;
    private final Gate gate;
    private final Supplier<T> work;
    private final Reply<T> reply;
    private Timeout patience = Timeout.NONE;
    private boolean settled;

    public Errand(Loop loop, Gate gate, Supplier<T> work, Reply<T> reply) {
        this.loop = loop;
        this.gate = gate;
        this.work = work;
        this.reply = reply;
    }

    public void start(String name, Duration atMost) {
        patience = loop.schedule(atMost, () -> settle(() -> reply.failed(new CallServices.WorkTimedOut(atMost))));
        Thread worker = Thread.ofVirtual().name(name).unstarted(this::run);
        gate.waking();
        worker.start();
        gate.awaitParked();
    }

    // The top frame of the worker's thread.
    @SuppressWarnings("CatchThrowable")
    private void run() {
        try {
            T done = work.get();
            loop.execute(() -> settle(() -> reply.done(done)));
        } catch (RuntimeException failure) {
            loop.execute(() -> settle(() -> reply.failed(failure)));
        } catch (Throwable error) {
            loop.execute(() -> settle(() -> reply.failed(new IllegalStateException(error))));
        } finally {
            gate.parking();
        }
    }

    private void settle(Runnable answer) {
        if (settled) return;
        settled = true;
        patience.cancel();
        answer.run();
    }
}
