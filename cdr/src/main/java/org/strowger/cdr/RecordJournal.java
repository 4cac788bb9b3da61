package org.strowger.cdr;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.call.event.Happening;
import org.strowger.call.event.RecordEvent;
import org.strowger.call.record.ChargingRecord;
import org.strowger.call.record.LegRecord;
import org.strowger.call.record.RecordFigures;
import org.strowger.call.record.RecordSink;

/**
 * The journal of charging records: a thread of its own appends each, in the order in which they come, to the latest
 * file of a directory. No call waits for the disk. What has been handed to the operating system outlasts the process,
 * however it ends: {@code kill -9} costs the records that wait while one write lasts, a millisecond or so. The disk is
 * told by another thread to keep what it was given, at least every {@value DiskKeeper#SYNC_MILLIS} ms: a loss of power
 * costs no more than that. While nothing can be written records wait in memory, in order, {@value #MOST_WAITING} or
 * {@value #MOST_OCTETS} octets of them at most; what is more is lost, and counted. Safe on any thread; opening and
 * closing block.
 */
public final class RecordJournal implements RecordSink, AutoCloseable {

    static final int MOST_WAITING = 100_000;
    static final long MOST_OCTETS = 128L << 20;

    /** Of the room: what strangers were refused leaves as much to calls. */
    private static final int PART_FOR_REFUSED = 2;

    private static final Logger LOG = LoggerFactory.getLogger(RecordJournal.class);
    static final String PLACE = "journal";
    private static final int BATCH = 1_000;
    private static final Duration UNTIL_NEXT_TRY = Duration.ofSeconds(1);
    private static final Duration GOODBYE = Duration.ofSeconds(5);
    private static final int USUAL_WEIGHT = 800;
    private static final int LEG_WEIGHT = 500;
    private static final int ENTRY = 64;

    /** A record that waits, and about what it takes; none is the last letter. */
    private record Letter(@Nullable ChargingRecord call, int weight) {}

    private static final Letter END = new Letter(null, 0);

    private final JournalFiles files;
    private final Consumer<Happening> events;
    private final InstantSource time;
    private final List<Follower> followers;
    private final LinkedBlockingQueue<Letter> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong octets = new AtomicLong();
    private final LongAdder written = new LongAdder();
    private final AtomicLong lost = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final DiskKeeper disk;
    private final Thread writer;
    private boolean failing;
    private long toldLost;

    private RecordJournal(
            JournalFiles files, List<Follower> followers, InstantSource time, Consumer<Happening> events) {
        this.files = files;
        this.followers = followers;
        this.time = time;
        this.events = events;
        this.disk = new DiskKeeper(files, followers, events);
        this.writer = Thread.ofPlatform().daemon().name("records").unstarted(this::write);
    }

    /**
     * Opens the journal of a directory, which is made where it is missing, and goes on behind its last whole record.
     *
     * @param table where records are put as rows, too
     * @throws IOException if the directory can't be made, or another process keeps its records there
     */
    public static RecordJournal open(
            RecordSettings settings,
            Optional<RecordTable.Connector> table,
            InstantSource time,
            Consumer<Happening> events)
            throws IOException {
        return open(settings, table, time, events, LineFile.Opener.ON_DISK);
    }

    /** The same with another way to the disk. */
    static RecordJournal open(
            RecordSettings settings,
            Optional<RecordTable.Connector> table,
            InstantSource time,
            Consumer<Happening> events,
            LineFile.Opener opener)
            throws IOException {
        JournalFiles files = JournalFiles.open(settings, opener);
        List<Follower> followers = new ArrayList<>();
        if (settings.csv() == RecordSettings.Csv.BESIDE)
            followers.add(new Follower("csv", new CsvRows(files.directory(), opener), files, events));
        table.ifPresent(connector ->
                followers.add(new Follower("table", new RecordTable(connector, files.id()), files, events)));
        settings.webhook()
                .ifPresent(receiver -> followers.add(
                        new Follower("webhook", new Webhook(receiver, files.directory(), time), files, events)));
        RecordJournal journal = new RecordJournal(files, List.copyOf(followers), time, events);
        journal.writer.start();
        journal.disk.start();
        followers.forEach(Follower::start);
        return journal;
    }

    @Override
    public void take(ChargingRecord made) {
        int weight = weight(made);
        int part = made.call().isEmpty() ? PART_FOR_REFUSED : 1;
        int ahead = waiting.incrementAndGet();
        if (octets.addAndGet(weight) > MOST_OCTETS / part || ahead > MOST_WAITING / part) {
            octets.addAndGet(-weight);
            waiting.decrementAndGet();
            lost.incrementAndGet();
            return;
        }
        queue.add(new Letter(made, weight));
    }

    /** Octets that a record takes in memory, estimated: what strangers and peers wrote in it is bounded. */
    private static int weight(ChargingRecord made) {
        int weight = USUAL_WEIGHT;
        for (LegRecord leg : made.legs())
            weight += LEG_WEIGHT + 2 * (leg.party().length() + leg.why().length());
        for (var field : made.fields().entrySet())
            weight += ENTRY
                    + 2 * field.getKey().length()
                    + 2 * String.valueOf(field.getValue()).length();
        return weight;
    }

    /** How it fares. Looks at the files' sizes. */
    public RecordFigures figures() {
        long behind = 0;
        for (Follower follower : followers) behind = Math.max(behind, files.behind(follower.position()));
        return new RecordFigures(written.sum(), waiting.get(), lost.get(), behind);
    }

    private void write() {
        try {
            boolean more = true;
            while (more) more = round();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether others follow. */
    private boolean round() throws InterruptedException {
        List<Letter> batch = new ArrayList<>();
        batch.add(queue.take());
        queue.drainTo(batch, BATCH - 1);
        boolean last = batch.remove(END);
        if (!batch.isEmpty()) keep(batch);
        return !last;
    }

    /** Until it is done, or the switch closes and it can't be. */
    private void keep(List<Letter> batch) throws InterruptedException {
        try {
            byte[] lines = lines(batch);
            boolean kept = attempt(lines);
            while (!kept && !closed.await(UNTIL_NEXT_TRY.toNanos(), TimeUnit.NANOSECONDS)) kept = attempt(lines);
            kept = kept || attempt(lines);
            if (kept) written.add(batch.size());
            else lose(batch, "the switch has ended, and nothing could be written");
        } catch (RuntimeException | Error fault) { // that of one batch is not the journal's
            LOG.atError().setCause(fault).log("charging records are lost by a fault of the switch");
            lose(batch, String.valueOf(fault));
        } finally {
            for (Letter letter : batch) octets.addAndGet(-letter.weight);
            waiting.addAndGet(-batch.size());
        }
        if (!failing) tellLost();
    }

    private void lose(List<Letter> batch, String why) {
        lost.addAndGet(batch.size());
        toldLost += batch.size();
        events.accept(new RecordEvent.RecordsLost(batch.size(), why));
    }

    private static byte[] lines(List<Letter> batch) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream(batch.size() * USUAL_WEIGHT);
        try {
            for (Letter letter : batch) if (letter.call != null) JsonRecords.write(letter.call, lines);
        } catch (IOException e) {
            throw new IllegalStateException("memory can be written to", e);
        }
        return lines.toByteArray();
    }

    private boolean attempt(byte[] lines) {
        try {
            files.append(lines, time.instant(), followers);
            disk.more();
            if (failing) events.accept(new RecordEvent.RecordsResumed(PLACE));
            failing = false;
            return true;
        } catch (IOException e) {
            fails(e);
            return false;
        }
    }

    private void fails(IOException why) {
        boolean first = !failing;
        failing = true;
        if (first) tellDelayed(why);
        tellLost();
    }

    private void tellDelayed(IOException why) {
        events.accept(new RecordEvent.RecordsDelayed(
                PLACE,
                waiting.get(),
                files.directory().directory() + ": " + why.getMessage()
                        + "; make room there, or mend it: what waits is written then",
                UNTIL_NEXT_TRY));
    }

    /** At once where it is the first, else when something is written again: a flood makes no flood of events. */
    private void tellLost() {
        long now = lost.get();
        if (now == toldLost || (failing && toldLost > 0)) return;
        events.accept(new RecordEvent.RecordsLost(
                now - toldLost, "more than " + MOST_WAITING + " records, or " + MOST_OCTETS + " octets, waited"));
        toldLost = now;
    }

    /** Writes what is there, and waits for the disk, for up to five seconds each. */
    @Override
    public void close() {
        closed.countDown();
        queue.add(END);
        try {
            writer.join(GOODBYE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        disk.close();
        followers.forEach(Follower::close);
        files.close();
    }
}
