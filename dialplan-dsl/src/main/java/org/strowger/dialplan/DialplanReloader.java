package org.strowger.dialplan;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.strowger.dialplan.version.Canary;

/**
 * Loads a plan again and, if it loads, puts it in force or on trial, and with it what else its source has read. What
 * does not load changes nothing. Safe on any thread.
 */
public final class DialplanReloader {

    /** Told what came of each reload. */
    @FunctionalInterface
    public interface Listener {
        /** A reload is over. */
        void reloaded(LoadResult result);
    }

    private final PlanSource source;
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
        this(PlanSource.of(loader, files), router, usual, listener);
    }

    /** For a plan that has come from this source. */
    public DialplanReloader(PlanSource source, DialplanRouter router, Listener listener) {
        this(source, router, Optional.empty(), listener);
    }

    private DialplanReloader(PlanSource source, DialplanRouter router, Optional<Canary> usual, Listener listener) {
        this.source = source;
        this.router = router;
        this.usual = usual;
        this.listener = listener;
        this.read = read(router.current().texts());
    }

    /** Reloads now. */
    public synchronized LoadResult reload() {
        return usual.map(this::tryOut).orElseGet(this::install);
    }

    /** Loads the plan alone, and gives it a share of the calls to come. */
    public synchronized LoadResult tryOut(Canary canary) {
        var result = source.plan();
        read = read(result.texts());
        if (result instanceof LoadResult.Loaded loaded) router.tryOut(loaded.dialplan(), canary);
        listener.reloaded(result);
        return result;
    }

    private LoadResult install() {
        var result = source.load();
        read = read(result.texts());
        if (result instanceof LoadResult.Loaded loaded) {
            source.comesIntoForce();
            router.install(loaded.dialplan());
        }
        listener.reloaded(result);
        return result;
    }

    private Map<Path, String> read(Map<Path, String> ofThePlan) {
        Map<Path, String> all = new LinkedHashMap<>(ofThePlan);
        all.putAll(source.alsoRead());
        return all;
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
        var result = source.again(texts);
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
