package org.strowger.statemachine;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One run through a {@link StateTable}, with its timers. Runs on its loop only; {@link #fire} allocates nothing (a
 * timer is made the first time that it is started, room for events left for later where there are some, and what the
 * loop needs to schedule a timer is the loop's affair). An event may come with a payload, such as the message that it
 * stands for.
 *
 * <p>Effects are performed in the old state, then the machine enters the new one. Events posted by effects are handled
 * after that, in order. An effect that throws is a defect; the step's other effects are performed and the machine takes
 * its step all the same, timers included, and the exception goes to the caller of {@link #fire} when all is done: what
 * cannot be said to a peer must not keep a session from being forgotten.
 */
public final class Machine<S extends Enum<S>, E extends Enum<E>, X extends Enum<X>> {

    /** The payload of an event that needs none, as a timer's. */
    public static final Object NOTHING = new Object() {
        @Override
        public String toString() {
            return "nothing";
        }
    };

    private static final int MAX_POSTED = 8;
    private static final Object[] NONE = {};

    private final StateTable<S, E, X> table;
    private final Loop loop;
    private final Timings timings;
    private final Effects<X> performer;
    private final MachineObserver observer;
    private final Object owner;
    /** The timers that have been started and can run again, as a chain; a handful at most. */
    private @Nullable Running timers;
    /**
     * Events left for later and their payloads in turn, up to the first null; null itself while no event is handled.
     */
    private @Nullable Object @Nullable [] posted;

    private S state;

    /** A machine that has not {@linkplain #start started}; {@code owner} is who observers are told about. */
    public Machine(
            StateTable<S, E, X> table,
            Loop loop,
            Timings timings,
            Effects<X> performer,
            MachineObserver observer,
            Object owner) {
        this.table = table;
        this.loop = loop;
        this.timings = timings;
        this.performer = performer;
        this.observer = observer;
        this.owner = owner;
        this.state = table.initial;
    }

    /**
     * A machine of a table without timers, for whoever runs on no {@link Loop}, and on one thread all the same.
     *
     * @throws IllegalArgumentException if the table has timers
     */
    public Machine(StateTable<S, E, X> table, Effects<X> performer, MachineObserver observer, Object owner) {
        this(table, Unscheduled.LOOP, Unscheduled.TIMINGS, performer, observer, owner);
        if (!table.delays.isEmpty()) throw new IllegalArgumentException(table.name + " has timers: they need a loop");
    }

    /** Starts the timers of the initial state. */
    public void start() {
        startTimers(state);
    }

    /** Where the machine is. */
    public S state() {
        return state;
    }

    /** Whether the machine is over. */
    public boolean isOver() {
        return table.terminals.contains(state);
    }

    /** Handles an event that says all by itself, and whatever its effects post. */
    public void fire(E event) {
        fire(event, NOTHING);
    }

    /**
     * Handles an event, and whatever its effects post.
     *
     * @param payload is handed to each effect of the event
     * @throws IllegalStateException if an effect calls it: effects {@link #post}
     */
    public void fire(E event, Object payload) {
        if (posted != null)
            throw new IllegalStateException(table.name + ": fire from an effect; post(" + event + ") instead");
        posted = NONE;
        try {
            RuntimeException fault = stepSafely(event, payload, null);
            for (int at = 0; isPosted(at); at += 2) fault = stepSafely(eventAt(at), payloadAt(at), fault);
            if (fault != null) throw fault;
        } finally {
            posted = null;
        }
    }

    /** Leaves an event that says all by itself for after the current step, or fires it where no step is under way. */
    public void post(E event) {
        post(event, NOTHING);
    }

    /** Leaves an event for after the current step, or fires it where no step is under way, with its payload. */
    public void post(E event, Object payload) {
        if (posted == null) {
            fire(event, payload);
            return;
        }
        int at = 0;
        while (isPosted(at)) at += 2;
        if (at == 2 * MAX_POSTED)
            throw new IllegalStateException(table.name + ": more than " + MAX_POSTED + " events posted in one step");
        if (at == posted.length) posted = Arrays.copyOf(posted, Math.max(2, 2 * at));
        posted[at] = event;
        posted[at + 1] = payload;
    }

    private boolean isPosted(int at) {
        return posted != null && at < posted.length && posted[at] != null;
    }

    @SuppressWarnings("unchecked") // post puts nothing else there
    private E eventAt(int at) {
        return (E) Objects.requireNonNull(posted)[at];
    }

    private Object payloadAt(int at) {
        return Objects.requireNonNull(Objects.requireNonNull(posted)[at + 1]);
    }

    /** Stops all timers and leaves the machine where it is: its owner is gone. */
    public void abandon() {
        for (E timer : table.timersOf[state.ordinal()]) stopTimer(timer);
    }

    private @Nullable RuntimeException stepSafely(E event, Object payload, @Nullable RuntimeException earlier) {
        try {
            step(event, payload);
            return earlier;
        } catch (RuntimeException e) {
            if (earlier == null) return e;
            earlier.addSuppressed(e);
            return earlier;
        }
    }

    private void step(E event, Object payload) {
        int cell = table.index(state, event);
        switch (table.verdicts[cell]) {
            case GO -> go(event, payload, cell);
            case STAY -> {
                try {
                    performAll(cell, payload);
                } finally {
                    if (table.delayByCell[cell] != null) startTimer(event);
                    observer.moved(owner, table, table.cells[cell]);
                }
            }
            case IGNORE -> observer.ignored(owner, table, table.cells[cell]);
            case ILLEGAL -> observer.illegal(owner, table, table.cells[cell]);
        }
    }

    private void go(E event, Object payload, int cell) {
        S from = state;
        S to = table.next[cell];
        for (E timer : table.timersOf[from.ordinal()]) if (!runsIn(to, timer)) stopTimer(timer);
        try {
            performAll(cell, payload);
        } finally {
            state = to;
            letGo(to);
            for (E timer : table.timersOf[to.ordinal()]) if (!runsIn(from, timer) || timer == event) startTimer(timer);
            observer.moved(owner, table, table.cells[cell]);
        }
    }

    private boolean runsIn(S where, E timer) {
        for (E other : table.timersOf[where.ordinal()]) if (other == timer) return true;
        return false;
    }

    private void performAll(int cell, Object payload) {
        RuntimeException fault = null;
        for (X effect : table.effects[cell]) {
            try {
                performer.perform(effect, payload);
            } catch (RuntimeException e) {
                if (fault == null) fault = e;
                else fault.addSuppressed(e);
            }
        }
        if (fault != null) throw fault;
    }

    private void startTimers(S entered) {
        for (E timer : table.timersOf[entered.ordinal()]) startTimer(timer);
    }

    private void startTimer(E event) {
        Running timer = timer(event);
        if (timer == null) {
            timer = new Running(event, timers);
            timers = timer;
        }
        timer.start(Objects.requireNonNull(table.delayByCell[table.index(state, event)]));
    }

    private void stopTimer(E event) {
        Running timer = timer(event);
        if (timer != null) timer.stop();
    }

    private @Nullable Running timer(E event) {
        Running timer = timers;
        while (timer != null && timer.event != event) timer = timer.after;
        return timer;
    }

    /**
     * Of timers that can't run any more, here or in what may follow, nothing is kept: transactions wait with one of
     * theirs.
     */
    private void letGo(S where) {
        Running kept = null;
        for (Running timer = timers; timer != null; timer = timer.after)
            if (table.mayRun(where, timer.event)) {
                if (kept == null) timers = timer;
                else kept.after = timer;
                kept = timer;
            }
        if (kept == null) timers = null;
        else kept.after = null;
    }

    /**
     * One timer of this machine. {@link Timeout#cancel} keeps a stopped timer from firing; should a loop fire it all
     * the same, it finds itself not armed.
     */
    private final class Running implements Runnable {

        private final E event;
        private @Nullable Running after;
        private Timeout timeout = Timeout.NONE;
        /**
         * How often it has been started by its own firing, from 1; negative once it has fired, 0 while it is stopped.
         */
        private int run;

        Running(E event, @Nullable Running after) {
            this.event = event;
            this.after = after;
        }

        void start(Delay delay) {
            timeout.cancel();
            int next = delay.doublesUpTo().isPresent() ? Math.abs(run) + 1 : 1;
            long nanos = 0;
            for (int i = 0; i < next; i++) nanos = delay.nextNanos(nanos, timings);
            if (nanos < 0) return;
            run = next;
            timeout = loop.scheduleNanos(nanos, this);
        }

        void stop() {
            timeout.cancel();
            timeout = Timeout.NONE;
            run = 0;
        }

        @Override
        public void run() {
            if (run <= 0) return;
            run = -run;
            timeout = Timeout.NONE;
            fire(event);
        }
    }
}
