package org.strowger.dialplan;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reloads a plan when one of its files changes, included ones too, once they have been quiet for a moment. Has one
 * daemon thread.
 */
public final class DialplanWatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DialplanWatcher.class);

    /** Editors write a file in several steps. */
    private static final Duration QUIET = Duration.ofMillis(200);

    private final DialplanReloader reloader;
    private final WatchService changes;
    private final Set<Path> folders = new HashSet<>();

    private DialplanWatcher(DialplanReloader reloader, WatchService changes) {
        this.reloader = reloader;
        this.changes = changes;
    }

    /**
     * Watches from now on.
     *
     * @throws IOException if the system can't watch folders
     */
    public static DialplanWatcher start(DialplanReloader reloader) throws IOException {
        var watcher = new DialplanWatcher(reloader, FileSystems.getDefault().newWatchService());
        watcher.watchFolders();
        Thread.ofPlatform().daemon().name("dialplan-watcher").start(watcher::watch);
        return watcher;
    }

    /** Watches no longer. */
    @Override
    public void close() throws IOException {
        changes.close();
    }

    private void watch() {
        try {
            while (true) {
                drain(changes.take());
                settle();
                reloadGuarded();
            }
        } catch (ClosedWatchServiceException | InterruptedException closed) {
            return; // the end
        }
    }

    /**
     * What throws while the plan is loaded must not be the end of watching it: it is told, and the next change is
     * looked at again.
     */
    private void reloadGuarded() {
        try {
            reloadIfChanged();
        } catch (ClosedWatchServiceException closed) {
            throw closed;
        } catch (RuntimeException | Error e) {
            LOG.atError().setCause(e).log("the dialplan's change could not be taken in; the one in force stays");
        }
    }

    private void settle() throws InterruptedException {
        WatchKey key;
        while ((key = changes.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS)) != null) drain(key);
    }

    private static void drain(WatchKey key) {
        key.pollEvents();
        key.reset();
    }

    /** Looks again after each reload: a file may change between its reading and the first watch of its folder. */
    private void reloadIfChanged() {
        while (changed()) {
            reloader.reload();
            watchFolders();
        }
    }

    private boolean changed() {
        return reloader.lastRead().entrySet().stream()
                .anyMatch(file -> !read(file.getKey()).equals(file.getValue()));
    }

    /** A file that can't be read counts as empty. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return "";
        }
    }

    private void watchFolders() {
        for (Path file : reloader.lastRead().keySet()) {
            Path folder = file.toAbsolutePath().getParent();
            if (folder == null || folders.contains(folder)) continue;
            try {
                folder.register(
                        changes,
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_MODIFY,
                        StandardWatchEventKinds.ENTRY_DELETE);
                folders.add(folder);
            } catch (IOException gone) {
                folders.remove(folder); // tried again at the next change of another folder
            }
        }
    }
}
