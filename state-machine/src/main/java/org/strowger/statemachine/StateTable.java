package org.strowger.statemachine;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A state machine as a table that is total over state × event. Built once by {@link #builder}, immutable, shared by all
 * machines of its kind; {@link Machine} is one run through it.
 *
 * <p>Timers are events of the table: a timer's delay is declared with the table, and each state says which timers run
 * while the machine is in it. Entering the state from another starts them, leaving it stops them. A timer whose own
 * firing keeps the machine in the state is started again (RFC 3261 timers A, E and G).
 *
 * @param <S> states
 * @param <E> events, timers among them
 * @param <X> effects, which the owner of the machine performs
 */
public final class StateTable<S extends Enum<S>, E extends Enum<E>, X extends Enum<X>> {

    /** What a table decides for one state and event. */
    public enum Verdict {
        /** To another state. */
        GO,
        /** Effects, in the same state. */
        STAY,
        /** Nothing, for a reason that the table names. */
        IGNORE,
        /** Nothing, and somebody is at fault: counted and logged. */
        ILLEGAL
    }

    /**
     * One decided cell.
     *
     * @param why the reason of {@link Verdict#IGNORE} and {@link Verdict#ILLEGAL}, otherwise empty
     */
    public record Cell<S, E, X>(S state, E event, Verdict verdict, S next, List<X> effects, String why) {
        /** Copies. */
        public Cell {
            effects = List.copyOf(effects);
        }
    }

    final String name;
    final S[] states;
    final E[] events;
    final S initial;
    final EnumSet<S> terminals;
    final Map<E, Delay> delays;
    /** By state ordinal: the timers that run in it. */
    final E[][] timersOf;

    final Cell<S, E, X>[] cells;
    final S[] next;
    final X[][] effects;
    final Verdict[] verdicts;
    /** By cell: the delay of a timer that runs in the state, otherwise null. */
    final @Nullable Delay[] delayByCell;
    /**
     * By state and timer, as cells are counted: whether it runs in the state, or in one that can be reached from there.
     */
    private final boolean[] ahead;

    StateTable(StateTableBuilder<S, E, X> b, Cell<S, E, X>[] cells) {
        this.name = b.name;
        this.states = b.states.getEnumConstants();
        this.events = b.events.getEnumConstants();
        this.initial = b.requireInitial();
        this.terminals = EnumSet.copyOf(b.terminals);
        this.delays = new EnumMap<>(b.delays);
        this.cells = cells;
        this.timersOf = Arrays2.ofArrays(events, states.length);
        for (S state : states) timersOf[state.ordinal()] = b.timersIn(state).toArray(Arrays2.empty(events));
        this.next = Arrays2.of(states, cells.length);
        this.effects = Arrays2.ofArrays(b.effects.getEnumConstants(), cells.length);
        this.verdicts = new Verdict[cells.length];
        this.delayByCell = new Delay[cells.length];
        for (S state : states)
            for (E timer : timersOf[state.ordinal()]) delayByCell[index(state, timer)] = b.delay(state, timer);
        for (int i = 0; i < cells.length; i++) {
            next[i] = cells[i].next();
            effects[i] = cells[i].effects().toArray(Arrays2.empty(b.effects.getEnumConstants()));
            verdicts[i] = cells[i].verdict();
        }
        this.ahead = new boolean[cells.length];
        for (int i = 0; i < cells.length; i++) ahead[i] = delayByCell[i] != null;
        while (lookAhead()) {}
    }

    /** Each state learns what is ahead of those that follow it; whether there was something to learn. */
    private boolean lookAhead() {
        boolean learnt = false;
        for (S from : states)
            for (E event : events)
                for (E timer : delays.keySet()) {
                    int here = index(from, timer);
                    if (ahead[here] || !ahead[index(next[index(from, event)], timer)]) continue;
                    ahead[here] = true;
                    learnt = true;
                }
        return learnt;
    }

    boolean mayRun(S state, E timer) {
        return ahead[index(state, timer)];
    }

    /** Starts a table. */
    public static <S extends Enum<S>, E extends Enum<E>, X extends Enum<X>> StateTableBuilder<S, E, X> builder(
            String name, Class<S> states, Class<E> events, Class<X> effects) {
        return new StateTableBuilder<>(name, states, events, effects);
    }

    /** The name of the machine, as diagrams print it. */
    public String name() {
        return name;
    }

    /** Where each machine begins. */
    public S initial() {
        return initial;
    }

    /** States that a machine never leaves. */
    public Set<S> terminals() {
        return EnumSet.copyOf(terminals);
    }

    /** Whether a machine in this state is over. */
    public boolean isTerminal(S state) {
        return terminals.contains(state);
    }

    /** All states, in order. */
    public List<S> states() {
        return List.of(states);
    }

    /** All events, in order. */
    public List<E> events() {
        return List.of(events);
    }

    /** The events that are timers. */
    public Set<E> timers() {
        return Set.copyOf(delays.keySet());
    }

    /** The timers that run in a state, with their delays there. */
    public Map<E, Delay> timers(S state) {
        Map<E, Delay> running = new LinkedHashMap<>();
        for (E timer : timersOf[state.ordinal()]) running.put(timer, requireNonNull(delayByCell[index(state, timer)]));
        return Collections.unmodifiableMap(running);
    }

    /** What the table decides for an event in a state. Terminal states ignore everything. */
    public Cell<S, E, X> cell(S state, E event) {
        return cells[index(state, event)];
    }

    /** All cells in state-major order. */
    public List<Cell<S, E, X>> cells() {
        return List.of(cells);
    }

    int index(S state, E event) {
        return state.ordinal() * events.length + event.ordinal();
    }
}
