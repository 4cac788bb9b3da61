package org.strowger.call;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event bus of a running switch. One thread numbers the events in the order in which they were published and hands them to a bounded
 * queue for each listener, which a virtual thread of the listener's own empties. Publishing costs a queue's node: the numbering thread works
 * in batches of {@value #BATCH_MILLIS} ms and is woken only from a longer sleep.
 */
public final class EventStream implements EventBus, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final int BATCH_MILLIS = 10;
    private static final int LISTENER_BACKLOG = 65_536;

    /** That wait for their number: some seconds of a flood, should the numbering thread get no processor. */
    private static final int INBOX = 262_144;

    private static final long GOODBYE_MILLIS = 2_000;

    private record Published(Instant at, Happening what) {}

    private final InstantSource time;
    private final ConcurrentLinkedQueue<Published> inbox = new ConcurrentLinkedQueue<>();
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean asleep = new AtomicBoolean();
    private final LongAdder lost = new LongAdder();
    private final Thread numbering;
    private volatile boolean closed;

    /** A stream that numbers from 1. */
    public EventStream(InstantSource time) {
        this.time = time;
        this.numbering = Thread.ofPlatform().name("events").daemon().start(this::number);
    }

    @Override
    public void publish(Happening what) {
        if (waiting.incrementAndGet() > INBOX) {
            waiting.decrementAndGet();
            lost.increment();
            return;
        }
        inbox.add(new Published(time.instant(), what));
        if (asleep.get() && asleep.compareAndSet(true, false)) LockSupport.unpark(numbering);
    }

    @Override
    public void subscribe(String name, Listener listener) {
        subscriptions.add(new Subscription(name, listener));
    }

    /** Events lost since the start: by slow listeners, or because {@value #INBOX} waited for their number already. */
    public long lost() {
        return lost.sum();
    }

    /** Hands out what has been published, waits a little for the listeners to take it, and stops. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(numbering);
        try {
            numbering.join(GOODBYE_MILLIS);
            for (Subscription subscription : subscriptions) subscription.thread.join(GOODBYE_MILLIS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void number() {
        long number = 0;
        boolean idle = false;
        while (true) {
            boolean last = closed;
            boolean found = false;
            for (Published p = inbox.poll(); p != null; p = inbox.poll()) {
                found = true;
                waiting.decrementAndGet();
                Event event = new Event(++number, p.at, p.what);
                for (Subscription subscription : subscriptions) subscription.offer(event);
            }
            if (last) break;
            if (found || !idle) LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(BATCH_MILLIS));
            else sleep();
            idle = !found;
        }
        for (Subscription subscription : subscriptions) subscription.offer(null);
    }

    private void sleep() {
        asleep.set(true);
        if (inbox.isEmpty() && !closed) LockSupport.park(this);
        asleep.set(false);
    }

    /** A listener, its queue and its thread. */
    private final class Subscription {

        private record Letter(@Nullable Event event) {}

        private final ArrayBlockingQueue<Letter> queue = new ArrayBlockingQueue<>(LISTENER_BACKLOG);
        private final Thread thread;
        private long failures;

        Subscription(String name, Listener listener) {
            this.thread = Thread.ofVirtual().name("events-" + name).start(() -> listen(name, listener));
        }

        void offer(@Nullable Event event) {
            if (!queue.offer(new Letter(event))) lost.increment();
        }

        private void listen(String name, Listener listener) {
            try {
                for (Letter letter = queue.take(); letter.event != null; letter = queue.take())
                    tell(name, listener, letter.event);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        private void tell(String name, Listener listener, Event event) {
            try {
                listener.on(event);
            } catch (RuntimeException | Error e) { // an Error of one event is that event's end, and not the listener's
                if (failures++ == 0) // once: it may well fail on each event
                LOG.atWarn().setCause(e).log("listener {} failed on event {}", name, event.number());
            }
        }
    }
}
