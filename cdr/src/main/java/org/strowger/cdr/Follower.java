package org.strowger.cdr;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.call.event.Happening;
import org.strowger.call.event.RecordEvent;

/**
 * Puts what the journal holds somewhere else, too, on a thread of its own: each record exactly once and in order, as
 * far behind as the other place makes it. That place itself knows how far it has got.
 */
final class Follower implements AutoCloseable {

    /** Another place for records. One thread at a time; blocks. */
    interface Destination {
        /** Opens it, and says behind which record it has got. */
        Position begin() throws IOException, SQLException;

        /** Takes these, all of them or none where it fails, and knows then that it has. */
        void store(JournalDirectory.Lines lines) throws IOException, SQLException;

        /** What went wrong, without the secrets that it repeats, and what to do about it. */
        String remedy(Exception failed);

        /** Lets go of it; it may be begun again. */
        void end();
    }

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final int BATCH = 500;
    private static final Duration UNTIL_NEXT_TRY = Duration.ofSeconds(5);
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final String place;
    private final Destination to;
    private final JournalFiles journal;
    private final Consumer<Happening> events;
    /** Something to do, or an end: more than one is no more than one. */
    private final ArrayBlockingQueue<Boolean> news = new ArrayBlockingQueue<>(1);

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile Position position = Position.BEGINNING; // the journal's writer deletes nothing behind it
    private boolean begun;
    private boolean failing;

    Follower(String place, Destination to, JournalFiles journal, Consumer<Happening> events) {
        this.place = place;
        this.to = to;
        this.journal = journal;
        this.events = events;
        this.thread = Thread.ofPlatform().daemon().name("records-" + place).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** The journal has grown. Any thread. */
    void more() {
        boolean told = news.offer(true);
        if (!told) LOG.trace("{} knows already", place);
    }

    /** Behind the last record that is there; {@link Position#BEGINNING} as long as that isn't known. Any thread. */
    Position position() {
        return position;
    }

    private void run() {
        try {
            boolean more = true;
            while (more) more = round();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        to.end();
    }

    /** Whether it goes on. At the end it takes what there is, once. */
    private boolean round() throws InterruptedException {
        boolean last = closed.getCount() == 0;
        boolean done = attempt();
        if (last) return false;
        if (!done) {
            boolean over = closed.await(UNTIL_NEXT_TRY.toNanos(), TimeUnit.NANOSECONDS);
            if (over) LOG.trace("{} closes", place);
        } else if (position.compareTo(journal.safe()) >= 0) news.take();
        return true;
    }

    private boolean attempt() {
        try {
            if (!begun) position = to.begin();
            begun = true;
            copy();
            if (failing) events.accept(new RecordEvent.RecordsResumed(place));
            failing = false;
            return true;
        } catch (IOException | SQLException | RuntimeException e) {
            begun = false;
            to.end();
            if (!failing) events.accept(new RecordEvent.RecordsDelayed(place, 0, to.remedy(e), UNTIL_NEXT_TRY));
            failing = true;
            return false;
        }
    }

    private void copy() throws IOException, SQLException {
        Position until = journal.safe();
        JournalDirectory.Lines next = journal.directory().read(position, until, BATCH);
        while (!next.lines().isEmpty()) {
            to.store(next);
            position = next.behind();
            next = journal.directory().read(position, until, BATCH);
        }
    }

    /** Takes what there is, for up to five seconds. */
    @Override
    public void close() {
        closed.countDown();
        more();
        try {
            thread.join(GOODBYE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
