package org.strowger.softswitch;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.strowger.dialplan.DialplanLoader;
import org.strowger.dialplan.LoadResult;

/** A dialplan that is loaded while the rest of the switch is opened: of all that starting takes, compiling takes longest. */
final class EarlyLoad implements AutoCloseable {

    private final FutureTask<LoadResult> loading;

    private EarlyLoad(FutureTask<LoadResult> loading) {
        this.loading = loading;
    }

    /** Begins to load these files. */
    static EarlyLoad begin(DialplanLoader loader, List<Path> files) {
        var loading = new FutureTask<>(() -> loader.load(files));
        Thread.ofPlatform().daemon().name("dialplan-load").start(loading);
        return new EarlyLoad(loading);
    }

    /** Waits for what came of it. */
    LoadResult result() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return loading.get();
                } catch (InterruptedException _) {
                    interrupted = true; // there is no switch without it
                } catch (ExecutionException e) {
                    throw new IllegalStateException("a load throws nothing", e.getCause());
                }
            }
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    /** Waits until it asks nobody any more. */
    @Override
    public void close() {
        result();
    }
}
