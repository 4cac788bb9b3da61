package org.strowger.dialplan;

import java.nio.file.Path;
import java.util.List;

/** Loads a plan's files again and, if they load, puts them in force. A plan that does not load changes nothing. Safe on any thread. */
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

    /** For a plan that was loaded from these files, in this order. */
    public DialplanReloader(DialplanLoader loader, List<Path> files, DialplanRouter router, Listener listener) {
        this.loader = loader;
        this.files = List.copyOf(files);
        this.router = router;
        this.listener = listener;
    }

    /** Reloads now. */
    public synchronized LoadResult reload() {
        var result = loader.load(files);
        if (result instanceof LoadResult.Loaded loaded) router.install(loaded.dialplan());
        listener.reloaded(result);
        return result;
    }

    /** The files to read, and those that the plan in force included. */
    List<Path> watched() {
        var all = new java.util.LinkedHashSet<>(files);
        all.addAll(router.current().files());
        return List.copyOf(all);
    }
}
