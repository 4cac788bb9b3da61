package org.strowger.media.relay;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.Timeout;

/**
 * Workers that read and write files beside the media loops, one for each file: what blocks there holds up nobody else.
 */
public interface FileWorkers {

    /** A worker for one file of this name. */
    FileWorker worker(String name);

    /** Runs the tasks of one file, one after the other; they may block. */
    interface FileWorker {
        /** Runs this after what was asked for before. Any thread. */
        void execute(Runnable task);

        /** Runs this once the delay is over, as {@link #execute} does. Any thread. */
        void after(Duration delay, Runnable task);

        /** Ends after the tasks that were asked for so far. Any thread. */
        void close();
    }

    /** In virtual time: one loop for all. */
    static FileWorkers on(Loop loop) {
        return name -> new FileWorker() {
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
            public void close() {
                loop.execute(() -> next.cancel());
            }
        };
    }

    /** A thread for each file, since a file system that hangs must not hold up other files. */
    static FileWorkers threads() {
        return name -> new FileWorker() {
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
            public void close() {
                thread.shutdown();
            }
        };
    }
}
