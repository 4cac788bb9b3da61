package org.strowger.statemachine;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One run through a {@link StateTable}, with its timers. Runs on its loop only; {@link #fire} allocates nothing (a timer
 * is made the first time that it is started, room for events left for later the first time that one is, and what the loop
 * needs to schedule a timer is the loop's affair). An event may come with a payload, such as the message that it stands for.
 *
 * <p>Effects are performed in the old state, then the machine enters the new one. Events posted by effects are handled
 * after that, in order. An effect that throws is a defect; the step's other effects are performed and the machine takes its
 * step all the same, timers included, and the exception goes to the caller of {@link #fire} when all is done: what cannot be said to a
 * peer must not keep a session from being forgotten.
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
    private final @Nullable Running[] running;
    /** Events and their payloads in turn. */
    private Object[] posted = NONE;

    private int postedCount;
    private boolean firing;
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
        this.running = Arrays2.ofClass(Running.class, table.delays.isEmpty() ? 0 : table.events.length);
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
        if (firing) throw new IllegalStateException(table.name + ": fire from an effect; post(" + event + ") instead");
        firing = true;
        try {
            RuntimeException fault = stepSafely(event, payload, null);
            for (int i = 0; i < postedCount; i++) fault = stepSafely(event(i), posted[2 * i + 1], fault);
            if (fault != null) throw fault;
        } finally {
            forgetPosted();
            firing = false;
        }
    }

    /** Leaves an event that says all by itself for after the current step, or fires it where no step is under way. */
    public void post(E event) {
        post(event, NOTHING);
    }

    /** Leaves an event for after the current step, or fires it where no step is under way, with its payload. */
    public void post(E event, Object payload) {
        if (!firing) {
            fire(event, payload);
            return;
        }
        if (postedCount == MAX_POSTED)
            throw new IllegalStateException(table.name + ": more than " + MAX_POSTED + " events posted in one step");
        if (posted.length == 0) posted = new Object[2 * MAX_POSTED];
        posted[2 * postedCount] = event;
        posted[2 * postedCount + 1] = payload;
        postedCount++;
    }

    @SuppressWarnings("unchecked") // post puts nothing else there
    private E event(int number) {
        return (E) posted[2 * number];
    }

    private void forgetPosted() {
        if (postedCount > 0) Arrays.fill(posted, NOTHING);
        postedCount = 0;
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
        Running timer = running[event.ordinal()];
        if (timer == null) {
            timer = new Running(event);
            running[event.ordinal()] = timer;
        }
        timer.start(Objects.requireNonNull(table.delayByCell[table.index(state, event)]));
    }

    private void stopTimer(E event) {
        Running timer = running[event.ordinal()];
        if (timer != null) timer.stop();
    }

    /**
     * One timer of this machine. {@link Timeout#cancel} keeps a stopped timer from firing; should a loop fire it all the
     * same, it finds itself not armed.
     */
    private final class Running implements Runnable {

        private final E event;
        private Timeout timeout = Timeout.NONE;
        private boolean armed;
        private long lastNanos;

        Running(E event) {
            this.event = event;
        }

        void start(Delay delay) {
            timeout.cancel();
            lastNanos = delay.nextNanos(lastNanos, timings);
            if (lastNanos < 0) return;
            armed = true;
            timeout = loop.scheduleNanos(lastNanos, this);
        }

        void stop() {
            timeout.cancel();
            timeout = Timeout.NONE;
            armed = false;
            lastNanos = 0;
        }

        @Override
        public void run() {
            if (!armed) return;
            armed = false;
            timeout = Timeout.NONE;
            fire(event);
        }
    }
}
