package org.strowger.cdr;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.strowger.call.event.EventBus;
import org.strowger.call.event.Happening;

/** What is told of records. */
final class Told implements EventBus {

    private static final int PATIENCE_SECONDS = 20;

    private final LinkedBlockingQueue<Happening> all = new LinkedBlockingQueue<>();

    @Override
    public void publish(Happening what) {
        all.add(what);
    }

    @Override
    public void subscribe(String name, Listener listener) {
        throw new UnsupportedOperationException(name + Instant.EPOCH);
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
