package org.strowger.dialplan;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.strowger.dialplan.version.Canary;

/**
 * Loads a plan's files again and, if they load, puts them in force or on trial. A plan that does not load changes
 * nothing. Safe on any thread.
 */
public final class DialplanReloader {

    /** Told what came of each reload. */
    @FunctionalInterface
    public interface Listener {
        /** A reload is over. */
        void reloaded(LoadResult result);
    }

    private final DialplanLoader loader;
    private final List<Path> files;
    private final DialplanRouter router;
    private final Listener listener;
    private final Optional<Canary> usual;
    private volatile Map<Path, String> read; // written by whoever reloads, read by the watcher

    /** For a plan that was loaded from these files, in this order; what is loaded again is in force at once. */
    public DialplanReloader(DialplanLoader loader, List<Path> files, DialplanRouter router, Listener listener) {
        this(loader, files, router, Optional.empty(), listener);
    }

    /**
     * The same.
     *
     * @param usual how new versions are tried out unless said otherwise; empty if they are in force at once
     */
    public DialplanReloader(
            DialplanLoader loader, List<Path> files, DialplanRouter router, Optional<Canary> usual, Listener listener) {
        this.loader = loader;
        this.files = List.copyOf(files);
        this.router = router;
        this.usual = usual;
        this.listener = listener;
        this.read = router.current().texts();
    }

    /** Reloads now. */
    public synchronized LoadResult reload() {
        return usual.map(this::tryOut).orElseGet(this::install);
    }

    /** Reloads now, and gives what it loads a share of the calls to come. */
    public synchronized LoadResult tryOut(Canary canary) {
        var result = load();
        if (result instanceof LoadResult.Loaded loaded) router.tryOut(loaded.dialplan(), canary);
        listener.reloaded(result);
        return result;
    }

    private LoadResult load() {
        var result = loader.load(files);
        read = result.texts();
        return result;
    }

    private LoadResult install() {
        var result = load();
        if (result instanceof LoadResult.Loaded loaded) router.install(loaded.dialplan());
        listener.reloaded(result);
        return result;
    }

    /**
     * Ends the trial, if there is one; else puts the version before the one in force in its place again.
     *
     * @return what is in force now; or why the earlier version, which loaded once, doesn't load any more
     * @throws NoSuchElementException if there is no earlier version
     */
    public synchronized LoadResult rollback() {
        if (router.endTrial("taken back by hand")) return new LoadResult.Loaded(router.current());
        return rollback(router.previous().orElseThrow(() -> new NoSuchElementException("there is no earlier version")));
    }

    /**
     * Puts an earlier version in force again, as its files were then. It gets a number of its own.
     *
     * @throws NoSuchElementException if there is no such version, or it has been forgotten
     */
    public synchronized LoadResult rollback(int version) {
        if (router.current().version() == version) {
            router.endTrial("taken back by hand");
            return new LoadResult.Loaded(router.current());
        }
        var texts = router.texts(version)
                .orElseThrow(() -> new NoSuchElementException(
                        "there is no version " + version + " any more, or there never was: see 'strowger versions'"));
        var result = loader.again(texts, files);
        if (result instanceof LoadResult.Loaded loaded)
            router.install(loaded.dialplan(), "rolled back to version " + version);
        listener.reloaded(result);
        return result;
    }

    /**
     * What the files held when they were last read, whether or not they made a plan; an included file is among them as
     * soon as a plan names it.
     */
    Map<Path, String> lastRead() {
        return read;
    }
}
