package org.strowger.directory.kept;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.directory.Binding;
import org.strowger.directory.Contacts;
import org.strowger.directory.MemoryLocations;
import org.strowger.directory.Networks;

/**
 * Registrations in memory, with a file behind them from which the next process has them. A thread of its own writes
 * what has changed, some of it at a time: no REGISTER waits for a disk, and the end of the process loses those of its
 * last tenth of a second, and of a second while the file is compacted. Safe on any thread; opening and closing block.
 */
public final class KeptContacts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KeptContacts.class);

    /** What has changed within that time is one transaction: a thousand REGISTERs a second are 20 of them. */
    private static final Duration GATHERING = Duration.ofMillis(50);

    private static final Duration UNTIL_NEXT_TRY = Duration.ofSeconds(5);
    private static final Duration GOODBYE = Duration.ofSeconds(5);
    private static final int IN_ONE_TRANSACTION = 5_000;
    private static final int LOCKED = 90020; // H2's, for a file that another process has open

    /** No account is called so: nothing comes behind it. */
    private static final String END = "";

    private static final String REGISTER_ANEW = "phones are called again once they have registered anew";

    private final Path directory;
    private final MemoryLocations locations;
    /** Addresses of record to be written, each once: no more than there are accounts. */
    private final LinkedBlockingQueue<String> changed = new LinkedBlockingQueue<>();

    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    /** Of the writer; null until there is something to be written, and after it has failed. */
    private @Nullable ContactFile file;

    private @Nullable Thread writer;
    private boolean failing;

    private KeptContacts(Path directory, InstantSource time) {
        this.directory = directory;
        this.locations = new MemoryLocations(time, this::changed);
    }

    /**
     * What an earlier process has left in this directory, and what happens from now on. A file that can't be read is
     * told in the log, left as it is, and not written to: there are no registrations then, and they end with the
     * process. None is made before somebody registers.
     *
     * @param accounts how many contacts an account may have; 0 for one that there is no more
     * @param trusted networks where contacts may lead, wherever they were registered from
     */
    public static KeptContacts open(
            Path directory, InstantSource time, ToIntFunction<String> accounts, Networks trusted) {
        KeptContacts kept = new KeptContacts(directory, time);
        if (kept.readEarlier(time.instant(), accounts, trusted)) kept.begin();
        return kept;
    }

    /** The registrations, which are the same object always. */
    public MemoryLocations locations() {
        return locations;
    }

    private boolean readEarlier(Instant now, ToIntFunction<String> accounts, Networks trusted) {
        if (!ContactFile.isThere(directory)) return true;
        try {
            ContactFile opened = ContactFile.open(directory);
            file = opened;
            ContactFile.Contents contents = opened.read();
            contents.contacts().forEach((aor, written) -> restore(aor, written, now, accounts, trusted));
            if (contents.unreadable() > 0)
                LOG.warn("{} registrations in {} can't be read, and are left out", contents.unreadable(), path());
            LOG.info(
                    "accounts with registrations of an earlier run: {}",
                    locations.all().size());
            return true;
        } catch (SQLException e) {
            closeFile();
            LOG.error(
                    "the registrations of an earlier run can't be read, and those of this run end with it; {}: {} ({})",
                    REGISTER_ANEW,
                    remedy(e),
                    e.getMessage());
            return false;
        }
    }

    private String remedy(SQLException e) {
        return e.getErrorCode() == LOCKED
                ? path() + " is in use by another strowger: stop that one, or give this one a 'registrar.directory' of"
                        + " its own, and start it again"
                : "move " + path() + " away, and start again";
    }

    private void restore(
            String aor, List<Binding> written, Instant now, ToIntFunction<String> accounts, Networks trusted) {
        List<Binding> left = written.stream()
                .filter(binding -> binding.expires().isAfter(now))
                .map(binding -> Contacts.withoutItsConnection(binding, trusted))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(Binding::expires).reversed())
                .limit(accounts.applyAsInt(aor))
                .toList();
        locations.restore(aor, left);
        if (left.size() != written.size() || left.isEmpty()) changed(aor);
    }

    private Path path() {
        return ContactFile.in(directory);
    }

    private void begin() {
        writer = Thread.ofPlatform().daemon().name("registrations").start(this::write);
    }

    /** Any thread; never waits. */
    private void changed(String aor) {
        if (waiting.add(aor)) changed.add(aor);
    }

    private void write() {
        try {
            boolean more = true;
            while (more) {
                List<String> batch = nextBatch();
                more = !batch.remove(END);
                attempt(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeFile();
    }

    private List<String> nextBatch() throws InterruptedException {
        List<String> batch = new ArrayList<>();
        batch.add(changed.take());
        pause(failing ? UNTIL_NEXT_TRY : GATHERING);
        changed.drainTo(batch, IN_ONE_TRANSACTION);
        return batch;
    }

    /** Until the time is over, or the switch closes. */
    private void pause(Duration most) throws InterruptedException {
        boolean over = closed.await(most.toNanos(), TimeUnit.NANOSECONDS);
        if (over) LOG.trace("the switch closes");
    }

    private void attempt(List<String> batch) {
        try {
            writeOut(batch);
            if (failing) LOG.info("registrations are written to {} again", path());
            failing = false;
        } catch (SQLException | RuntimeException e) {
            closeFile();
            batch.forEach(this::changed);
            if (failing) return;
            failing = true;
            LOG.error(
                    "registrations can't be written to {}, and are lost with this process until that is mended; it is"
                            + " tried again every {} s: {}",
                    path(),
                    UNTIL_NEXT_TRY.toSeconds(),
                    e.getMessage());
        }
    }

    private void writeOut(List<String> batch) throws SQLException {
        // First of all: what changes from now on is written once more.
        batch.forEach(waiting::remove);
        if (batch.isEmpty()) return;
        if (file == null) file = ContactFile.open(directory);
        Map<String, List<Binding>> contacts = new HashMap<>();
        for (String aor : batch) contacts.put(aor, locations.lookup(aor));
        file.write(contacts);
        if (file.isBloated()) file = file.compacted();
    }

    private void closeFile() {
        try {
            if (file != null) file.close();
        } catch (SQLException e) {
            LOG.warn("closing {}: {}", path(), e.getMessage());
        }
        file = null;
    }

    /** Writes what is left, for up to five seconds. */
    @Override
    public void close() {
        if (writer == null) return;
        closed.countDown();
        changed.add(END);
        try {
            writer.join(GOODBYE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
