package org.strowger.cdr;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a journal as its writer has them: the one that is written to, the next one where that is full or the day
 * is over, and none that is too old. The writer's thread's, but for what is said of single methods.
 */
final class JournalFiles implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JournalFiles.class);
    private static final String LOCK = "lock";
    private static final String ID = "journal.id";

    private final RecordSettings settings;
    private final JournalDirectory directory;
    private final LineFile.Opener opener;
    private final FileChannel lock;
    private final String id;
    private @Nullable LineFile file;
    /** Behind the last record that was written; who keeps it on the disk reads it. */
    private volatile Position written = Position.BEGINNING;

    private volatile Position safe = Position.BEGINNING; // followers read it

    private JournalFiles(RecordSettings settings, LineFile.Opener opener, FileChannel lock, String id) {
        this.settings = settings;
        this.directory = new JournalDirectory(settings.directory());
        this.opener = opener;
        this.lock = lock;
        this.id = id;
    }

    /**
     * Keeps other processes from it until it is closed, however this one ends.
     *
     * @throws IOException with what to do about it
     */
    static JournalFiles open(RecordSettings settings, LineFile.Opener opener) throws IOException {
        Path directory = settings.directory();
        Files.createDirectories(directory);
        FileChannel lock =
                FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (!isTaken(lock))
                throw new IOException(directory + " is in use by another strowger: stop that one, or give this one a"
                        + " 'records.directory' of its own");
            JournalFiles files = new JournalFiles(settings, opener, lock, id(directory.resolve(ID)));
            files.written = files.left();
            files.safe = files.written;
            return files;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static boolean isTaken(FileChannel lock) throws IOException {
        try {
            FileLock ours = lock.tryLock();
            return ours != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    /** What the table knows this journal by. */
    private static String id(Path file) throws IOException {
        if (Files.exists(file) && Files.size(file) > 0)
            return Files.readString(file).strip();
        String made = UUID.randomUUID().toString();
        Files.writeString(file, made + "\n");
        return made;
    }

    /** What an earlier process has left is on the disk, but for a line that it did not finish. */
    private Position left() throws IOException {
        Optional<String> last = directory.last();
        if (last.isEmpty()) return Position.BEGINNING;
        try (LineFile there = LineFile.open(directory.path(last.get()), opener)) {
            if (there.cut() > 0)
                LOG.warn("{} ended in the midst of a record; its {} octets are cut off", there.path(), there.cut());
            there.sync();
            return new Position(there.name(), there.size());
        }
    }

    JournalDirectory directory() {
        return directory;
    }

    String id() {
        return id;
    }

    /** Behind the last record that a loss of power would leave. On any thread. */
    Position safe() {
        return safe;
    }

    /** Octets that somebody who has got there still has to take; 0 where that can't be seen. On any thread. */
    long behind(Position from) {
        try {
            return directory.between(from, safe);
        } catch (IOException _) {
            return 0;
        }
    }

    /** Appends whole lines: all of them, or none where it fails. */
    void append(byte[] lines, Instant now, List<Follower> followers) throws IOException {
        try {
            LineFile to = current(LocalDate.ofInstant(now, ZoneOffset.UTC), followers);
            to.append(lines);
            written = new Position(to.name(), to.size());
        } catch (IOException e) {
            closeFile(); // the next try finds it anew: it may have been mended by another one in its place
            throw e;
        }
    }

    private LineFile current(LocalDate today, List<Follower> followers) throws IOException {
        if (file == null) file = reopened();
        if (file != null && !isFull(file, today)) return file;
        LineFile next = next(today);
        file = next;
        expire(today, followers);
        return next;
    }

    private @Nullable LineFile reopened() throws IOException {
        Optional<String> last = directory.last();
        if (last.isEmpty()) return null;
        long known = last.get().equals(written.file()) ? written.octets() : Long.MAX_VALUE;
        return LineFile.open(directory.path(last.get()), opener, known);
    }

    private boolean isFull(LineFile there, LocalDate today) {
        return there.size() >= settings.fileSize()
                || JournalDirectory.day(there.name()).isBefore(today);
    }

    private LineFile next(LocalDate today) throws IOException {
        if (file != null) file.sync(); // what is written from here on says nothing of this one any more
        closeFile();
        LineFile next = LineFile.open(directory.path(directory.next(today)), opener);
        written = new Position(next.name(), 0);
        return next;
    }

    /** Deletes what is older than it is to be kept, unless somebody still needs it. */
    private void expire(LocalDate today, List<Follower> followers) throws IOException {
        LocalDate oldest = today.minusDays(settings.keep().toDays());
        for (String name : directory.files()) {
            boolean needed = followers.stream()
                    .anyMatch(follower -> follower.position().file().compareTo(name) <= 0);
            if (!JournalDirectory.day(name).isBefore(oldest) || needed) continue;
            Files.deleteIfExists(directory.path(name));
            Files.deleteIfExists(directory.beside(name, CsvRows.SUFFIX));
            LOG.info(
                    "{} is older than {} days, and deleted",
                    name,
                    settings.keep().toDays());
        }
    }

    /**
     * What had been appended when this began is on the disk when it returns: through a way of its own to the file, so
     * that the writer goes on meanwhile. On one thread, which may be another one.
     */
    void sync() throws IOException {
        Position until = written;
        if (until.equals(safe)) return;
        try (LineFile.Storage file = opener.open(directory.path(until.file()))) {
            file.force();
        }
        safe = until;
    }

    private void closeFile() {
        try {
            if (file != null) file.close();
        } catch (IOException e) {
            LOG.warn("closing {}: {}", file.path(), e.getMessage());
        }
        file = null;
    }

    @Override
    public void close() {
        closeFile();
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("closing the lock of {}: {}", directory.directory(), e.getMessage());
        }
    }
}
