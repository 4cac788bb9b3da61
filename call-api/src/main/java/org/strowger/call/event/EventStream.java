package org.strowger.call.event;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event bus of a running switch. One thread numbers the events in the order in which they were published and hands
 * them to a bounded queue for each listener, which a virtual thread of the listener's own empties. Publishing costs a
 * queue's node: the numbering thread works in batches of {@value #BATCH_MILLIS} ms and is woken only from a longer
 * sleep.
 */
public final class EventStream implements EventBus, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final int BATCH_MILLIS = 10;
    private static final int USUAL_WEIGHT = 400;
    private static final int ENTRY = 64;
    private static final int LISTENER_BACKLOG = 65_536;

    /** That wait for their number: some seconds of a flood, should the numbering thread get no processor. */
    private static final int INBOX = 262_144;

    /** Of all that wait for their number, and for each listener: a script's own event may hold sixteen kilobytes. */
    private static final long MOST_OCTETS = 32L << 20;

    private static final long GOODBYE_MILLIS = 2_000;

    private record Published(Instant at, Happening what) {}

    private final InstantSource time;
    private final ConcurrentLinkedQueue<Published> inbox = new ConcurrentLinkedQueue<>();
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong octets = new AtomicLong();
    private final AtomicBoolean asleep = new AtomicBoolean();
    private final LongAdder lost = new LongAdder();
    private final Thread numbering;
    private volatile boolean closed;
    private long number;
    private long faults;
    private boolean idle;

    /** A stream that numbers from 1. */
    public EventStream(InstantSource time) {
        this.time = time;
        this.numbering = Thread.ofPlatform().name("events").daemon().start(this::number);
    }

    @Override
    public void publish(Happening what) {
        int weight = weight(what);
        int events = waiting.incrementAndGet();
        if (octets.addAndGet(weight) > MOST_OCTETS || events > INBOX) {
            waiting.decrementAndGet();
            octets.addAndGet(-weight);
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

    /**
     * Events lost since the start: by slow listeners, or because {@value #INBOX}, or {@value #MOST_OCTETS} octets of
     * them, waited already.
     */
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

    /** Goes on whatever one round throws, for want of memory for example: nobody would hear of anything any more. */
    private void number() {
        boolean last = false;
        while (!last) {
            last = closed;
            boolean found = true;
            try {
                found = round();
            } catch (RuntimeException | Error e) {
                lost.increment();
                // Once: it may well fail in each round.
                if (faults++ == 0) LOG.atError().setCause(e).log("the numbering of events goes on after a fault");
            }
            if (last) break;
            if (found || !idle) LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(BATCH_MILLIS));
            else sleep();
            idle = !found;
        }
        for (Subscription subscription : subscriptions) subscription.offer(null);
    }

    /** Whether there was anything to number. */
    private boolean round() {
        boolean found = false;
        for (Published p = inbox.poll(); p != null; p = inbox.poll()) {
            found = true;
            waiting.decrementAndGet();
            octets.addAndGet(-weight(p.what));
            Event event = new Event(++number, p.at, p.what);
            for (Subscription subscription : subscriptions) subscription.offer(event);
        }
        return found;
    }

    /**
     * Octets that an event takes, estimated: those of all kinds are of a few bounded texts, a script's are what it
     * says.
     */
    static int weight(Happening what) {
        int weight = USUAL_WEIGHT;
        if (what instanceof ProgramEvent.ScriptEvent script)
            for (var value : script.values().entrySet())
                weight += ENTRY
                        + 2 * (value.getKey().length() + (value.getValue() instanceof String text ? text.length() : 0));
        return weight;
    }

    private void sleep() {
        asleep.set(true);
        if (inbox.isEmpty() && !closed) LockSupport.park(this);
        asleep.set(false);
    }

    /** A listener, its queue and its thread. */
    private final class Subscription {

        private final AtomicLong unread = new AtomicLong();

        private record Letter(@Nullable Event event) {}

        private final ArrayBlockingQueue<Letter> queue = new ArrayBlockingQueue<>(LISTENER_BACKLOG);
        private final Thread thread;
        private long failures;

        Subscription(String name, Listener listener) {
            this.thread = Thread.ofVirtual().name("events-" + name).start(() -> listen(name, listener));
        }

        void offer(@Nullable Event event) {
            int weight = event == null ? 0 : weight(event.what());
            if (unread.addAndGet(weight) <= MOST_OCTETS && queue.offer(new Letter(event))) return;
            unread.addAndGet(-weight);
            lost.increment();
        }

        private void listen(String name, Listener listener) {
            try {
                for (Letter letter = queue.take(); letter.event != null; letter = queue.take()) {
                    unread.addAndGet(-weight(letter.event.what()));
                    tell(name, listener, letter.event);
                }
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
