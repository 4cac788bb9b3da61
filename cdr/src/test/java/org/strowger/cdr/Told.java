package org.strowger.cdr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.strowger.call.event.Happening;

/** What is told of records. */
final class Told implements Consumer<Happening> {

    private static final int PATIENCE_SECONDS = 20;

    private final LinkedBlockingQueue<Happening> all = new LinkedBlockingQueue<>();

    @Override
    public void accept(Happening what) {
        all.add(what);
    }

    /** The next thing that is told, which is of this kind. */
    <T extends Happening> T next(Class<T> kind) throws InterruptedException {
        Happening next = all.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next).as("told").isInstanceOf(kind);
        return kind.cast(next);
    }

    /** What has been told is forgotten. */
    void clear() {
        all.clear();
    }

    boolean isSilent() {
        return all.isEmpty();
    }
}
