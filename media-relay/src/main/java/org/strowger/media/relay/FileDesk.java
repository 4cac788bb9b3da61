package org.strowger.media.relay;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.Timeout;

/** Where files are read and written, beside the media loops: what blocks there holds up nobody else. */
public interface FileDesk {

    /** A place at it, that only one file uses. */
    Seat seat(String name);

    /** Tasks of one file, one after the other; they may block. */
    interface Seat {
        /** Runs this after what was asked for before. Any thread. */
        void execute(Runnable task);

        /** Runs this once the delay is over, as {@link #execute} does. Any thread. */
        void after(Duration delay, Runnable task);

        /** No more tasks. Any thread. */
        void leave();
    }

    /** In virtual time: one loop for all. */
    static FileDesk on(Loop loop) {
        return name -> new Seat() {
            private Timeout next = Timeout.NONE;

            @Override
            public void execute(Runnable task) {
                loop.execute(task);
            }

            @Override
            public void after(Duration delay, Runnable task) {
                loop.execute(() -> next = loop.schedule(delay, task));
            }

            @Override
            public void leave() {
                loop.execute(() -> next.cancel());
            }
        };
    }

    /** A thread for each file, since a file system that hangs must not hold up other files. */
    static FileDesk threads() {
        return name -> new Seat() {
            private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("media-file-" + name).factory());

            @Override
            public void execute(Runnable task) {
                thread.execute(task);
            }

            @Override
            public void after(Duration delay, Runnable task) {
                ScheduledFuture<?> _ = thread.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
            }

            @Override
            public void leave() {
                thread.shutdown();
            }
        };
    }
}
