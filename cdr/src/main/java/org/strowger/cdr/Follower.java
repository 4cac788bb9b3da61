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
 * Puts what the journal holds somewhere else, too, on a thread of its own: each record, in order, as far behind as the
 * other place makes it. That place itself knows how far it has got.
 */
final class Follower implements AutoCloseable {

    /**
     * How long a place is left alone where it has failed: twice as long each time in a row.
     *
     * @param first the shortest
     * @param most the longest
     */
    record Waits(Duration first, Duration most) {

        /** Always the same. */
        static final Waits STEADY = new Waits(Duration.ofSeconds(5), Duration.ofSeconds(5));

        /** What comes behind this one. */
        Duration behind(Duration wait) {
            Duration doubled = wait.multipliedBy(2);
            return doubled.compareTo(most) < 0 ? doubled : most;
        }
    }

    /** Another place for records. One thread at a time; blocks. */
    interface Destination {
        /** Opens it, and says behind which record it has got. */
        Position begin() throws IOException, SQLException;

        /** Takes these, all of them or none where it fails, and knows then that it has. */
        void store(JournalDirectory.Lines lines) throws IOException, SQLException, InterruptedException;

        /** How many records it takes at once, at most. */
        default int batch() {
            return USUAL_BATCH;
        }

        /** When it is tried again. */
        default Waits waits() {
            return Waits.STEADY;
        }

        /** What went wrong, without the secrets that it repeats, and what to do about it. */
        String remedy(Exception failed);

        /** Lets go of it; it may be begun again. */
        void end();

        /**
         * The switch ends, and this thread still waits for an answer. One that waits for a database is left alone: an
         * interrupt in the midst of a write can close the file. Any thread.
         */
        default void wake(Thread waiting) {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final int USUAL_BATCH = 500;
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final String place;
    private final Destination to;
    private final JournalFiles journal;
    private final Consumer<Happening> events;
    private final Duration goodbye;
    /** Something to do, or an end: more than one is no more than one. */
    private final ArrayBlockingQueue<Boolean> news = new ArrayBlockingQueue<>(1);

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile Position position = Position.BEGINNING; // the journal's writer deletes nothing behind it
    private boolean begun;
    private boolean failing;
    /** Until the next try, behind one that fails. */
    private Duration wait;

    Follower(String place, Destination to, JournalFiles journal, Consumer<Happening> events) {
        this(place, to, journal, events, GOODBYE);
    }

    /** The same with another time for what is left at the end. */
    Follower(String place, Destination to, JournalFiles journal, Consumer<Happening> events, Duration goodbye) {
        this.place = place;
        this.to = to;
        this.journal = journal;
        this.events = events;
        this.goodbye = goodbye;
        this.wait = to.waits().first();
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
            boolean over = closed.await(wait.toNanos(), TimeUnit.NANOSECONDS);
            if (over) LOG.trace("{} closes", place);
            wait = to.waits().behind(wait);
        } else if (position.compareTo(journal.safe()) >= 0) news.take();
        return true;
    }

    private boolean attempt() throws InterruptedException {
        Position before = position;
        try {
            if (!begun) position = to.begin();
            begun = true;
            copy();
            if (failing) events.accept(new RecordEvent.RecordsResumed(place));
            failing = false;
            wait = to.waits().first();
            return true;
        } catch (IOException | SQLException | RuntimeException e) {
            begun = false;
            to.end();
            if (!position.equals(before)) wait = to.waits().first();
            if (!failing) events.accept(new RecordEvent.RecordsDelayed(place, 0, to.remedy(e), wait));
            failing = true;
            return false;
        }
    }

    private void copy() throws IOException, SQLException, InterruptedException {
        Position until = journal.safe();
        JournalDirectory.Lines next = journal.directory().read(position, until, to.batch());
        while (!next.lines().isEmpty()) {
            to.store(next);
            position = next.behind();
            next = journal.directory().read(position, until, to.batch());
        }
    }

    /** Takes what there is, for up to five seconds. */
    @Override
    public void close() {
        closed.countDown();
        more();
        try {
            if (thread.join(goodbye)) return;
            to.wake(thread);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
