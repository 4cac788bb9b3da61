package org.strowger.cdr;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.call.event.Happening;
import org.strowger.call.event.RecordEvent;

/**
 * Tells the disk to keep what the journal's writer has handed to the operating system, on a thread of its own: a flush
 * may last for as long as the disk likes, and no record waits for it in memory, where an end without warning would take
 * it. Those that follow the journal are told of what is safe then.
 */
final class DiskKeeper implements AutoCloseable {

    static final int SYNC_MILLIS = 200;

    private static final Logger LOG = LoggerFactory.getLogger(DiskKeeper.class);
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final JournalFiles files;
    private final List<Follower> followers;
    private final Consumer<Happening> events;
    /** Something has been written: more than one is no more than one. */
    private final ArrayBlockingQueue<Boolean> news = new ArrayBlockingQueue<>(1);

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private boolean failing;

    DiskKeeper(JournalFiles files, List<Follower> followers, Consumer<Happening> events) {
        this.files = files;
        this.followers = followers;
        this.events = events;
        this.thread = Thread.ofPlatform().daemon().name("records-disk").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** The journal has grown. Any thread. */
    void more() {
        boolean told = news.offer(true);
        if (!told) LOG.trace("the keeper knows already");
    }

    /** At once where nothing had been written for a while, else when it is time. */
    private void run() {
        try {
            boolean over = false;
            while (!over) {
                news.take();
                sync();
                over = closed.await(SYNC_MILLIS, TimeUnit.MILLISECONDS);
            }
            sync();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sync() {
        try {
            files.sync();
            if (failing) events.accept(new RecordEvent.RecordsResumed(RecordJournal.PLACE));
            failing = false;
            followers.forEach(Follower::more);
        } catch (IOException | RuntimeException e) {
            if (!failing) events.accept(delayed(e));
            failing = true;
            more();
        }
    }

    private RecordEvent.RecordsDelayed delayed(Exception why) {
        return new RecordEvent.RecordsDelayed(
                RecordJournal.PLACE,
                0,
                files.directory().directory() + ": " + why.getMessage()
                        + "; look after the disk: what was written since would not outlast a loss of power",
                Duration.ofMillis(SYNC_MILLIS));
    }

    /** Keeps what is there, for up to five seconds; the writer writes no more. */
    @Override
    public void close() {
        closed.countDown();
        more();
        try {
            boolean done = thread.join(GOODBYE);
            if (!done)
                LOG.warn(
                        "{}: the disk has not kept the last charging records yet",
                        files.directory().directory());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
