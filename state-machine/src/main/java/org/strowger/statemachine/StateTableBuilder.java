package org.strowger.statemachine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.strowger.statemachine.StateTable.Cell;
import org.strowger.statemachine.StateTable.Verdict;

/**
 * Builds a {@link StateTable}, and refuses one that leaves a cell undecided, decides a cell twice or without a reason,
 * has a state that can't be reached or from which no end can be, declares a timer that never runs, or decides a timer
 * where that timer can't run.
 */
public final class StateTableBuilder<S extends Enum<S>, E extends Enum<E>, X extends Enum<X>> {

    final String name;
    final Class<S> states;
    final Class<E> events;
    final Class<X> effects;
    final EnumSet<S> terminals;
    final Map<E, Delay> delays;
    private final Map<S, Map<E, Delay>> timers;
    private final Map<S, Map<E, Cell<S, E, X>>> cells;
    private final List<String> faults = new ArrayList<>();
    private @Nullable S initial;

    StateTableBuilder(String name, Class<S> states, Class<E> events, Class<X> effects) {
        this.name = name;
        this.states = states;
        this.events = events;
        this.effects = effects;
        this.terminals = EnumSet.noneOf(states);
        this.delays = new EnumMap<>(events);
        this.timers = new EnumMap<>(states);
        this.cells = new EnumMap<>(states);
    }

    /** Where a machine begins. The timers of that state start with {@link Machine#start}. */
    public StateTableBuilder<S, E, X> startsIn(S state) {
        initial = state;
        return this;
    }

    /** States that are the end: nothing happens in them. */
    @SafeVarargs
    public final StateTableBuilder<S, E, X> endsIn(S... ends) {
        terminals.addAll(List.of(ends));
        return this;
    }

    /** Makes an event a timer. */
    public StateTableBuilder<S, E, X> timer(E event, Delay delay) {
        if (delays.put(event, delay) != null) faults.add("timer " + event + " is declared twice");
        return this;
    }

    /** Continues with the rows of a state. */
    public Row in(S state) {
        return new Row(state);
    }

    /**
     * Checks and builds.
     *
     * @throws IllegalStateException naming every fault of the table
     */
    public StateTable<S, E, X> build() {
        S[] allStates = states.getEnumConstants();
        E[] allEvents = events.getEnumConstants();
        Cell<S, E, X>[] all = newCells(allStates.length * allEvents.length);
        for (S state : allStates)
            for (E event : allEvents) all[state.ordinal() * allEvents.length + event.ordinal()] = decided(state, event);
        checkTimers();
        checkReachable();
        checkEnding();
        if (!faults.isEmpty()) {
            StringJoiner lines = new StringJoiner("\n  ", name + " is not a state table:\n  ", "");
            faults.forEach(lines::add);
            throw new IllegalStateException(lines.toString());
        }
        return new StateTable<>(this, all);
    }

    S requireInitial() {
        if (initial == null) throw new IllegalStateException(name + " has no initial state: startsIn(…)");
        return initial;
    }

    Set<E> timersIn(S state) {
        return timers.getOrDefault(state, Map.of()).keySet();
    }

    Delay delay(S state, E timer) {
        return Objects.requireNonNull(timers.getOrDefault(state, Map.of()).get(timer));
    }

    private Cell<S, E, X> decided(S state, E event) {
        Map<E, Cell<S, E, X>> row = cells.getOrDefault(state, Map.of());
        Cell<S, E, X> cell = row.get(event);
        if (terminals.contains(state)) {
            if (cell != null) faults.add(state + " × " + event + " is decided, but the state is an end");
            return new Cell<>(state, event, Verdict.IGNORE, state, List.of(), "the machine is over");
        }
        boolean cannotRun = delays.containsKey(event) && !timersIn(state).contains(event);
        if (cannotRun) {
            if (cell != null) faults.add(state + " × " + event + " is decided, but the timer can't run there");
            return new Cell<>(state, event, Verdict.ILLEGAL, state, List.of(), "the timer does not run in this state");
        }
        if (cell != null) return cell;
        faults.add(state + " × " + event + " is undecided");
        return new Cell<>(state, event, Verdict.ILLEGAL, state, List.of(), "undecided");
    }

    private void checkTimers() {
        for (E timer : delays.keySet())
            if (timers.values().stream().noneMatch(running -> running.containsKey(timer)))
                faults.add("timer " + timer + " never runs");
        for (S end : terminals)
            for (E timer : timersIn(end)) faults.add(timer + " runs in " + end + ", but the state is an end");
    }

    private void checkReachable() {
        EnumSet<S> seen = EnumSet.of(requireInitial());
        Deque<S> open = new ArrayDeque<>(seen);
        while (!open.isEmpty())
            for (Cell<S, E, X> cell : cells.getOrDefault(open.pop(), Map.of()).values())
                if (seen.add(cell.next())) open.push(cell.next());
        for (S state : EnumSet.complementOf(seen)) faults.add(state + " can't be reached");
    }

    /** Where there are ends at all, each state leads to one: no machine is caught half way. */
    private void checkEnding() {
        if (terminals.isEmpty()) return;
        EnumSet<S> ending = EnumSet.copyOf(terminals);
        while (leadInto(ending)) {}
        for (S state : EnumSet.complementOf(ending)) faults.add("no end can be reached from " + state);
    }

    private boolean leadInto(EnumSet<S> ending) {
        EnumSet<S> more = EnumSet.noneOf(states);
        cells.forEach((state, row) -> {
            if (row.values().stream().anyMatch(cell -> ending.contains(cell.next()))) more.add(state);
        });
        return ending.addAll(more);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // a generic array
    private static <S, E, X> Cell<S, E, X>[] newCells(int length) {
        return new Cell[length];
    }

    /** The rows of one state. */
    public final class Row {

        private final S state;

        private Row(S state) {
            this.state = state;
        }

        /** Timers that run while the machine is in this state, each with the delay that it was declared with. */
        @SafeVarargs
        public final Row runs(E... events) {
            for (E event : events) {
                Delay delay = delays.get(event);
                if (delay == null) faults.add(event + " runs in " + state + " but is not a timer");
                else runs(event, delay);
            }
            return this;
        }

        /** A timer that runs in this state with a delay of its own; one that is running already is left to its end. */
        public Row runs(E event, Delay delay) {
            if (!delays.containsKey(event)) faults.add(event + " runs in " + state + " but is not a timer");
            Delay earlier =
                    timers.computeIfAbsent(state, _ -> new EnumMap<>(events)).put(event, delay);
            if (earlier != null) faults.add(event + " runs twice in " + state);
            return this;
        }

        /** Continues with what happens on one event, or on each of several. */
        @SafeVarargs
        public final On on(E... events) {
            return new On(this, List.of(events));
        }

        /** Continues with the rows of another state. */
        public Row in(S other) {
            return StateTableBuilder.this.in(other);
        }

        /** Checks and builds, see {@link StateTableBuilder#build}. */
        public StateTable<S, E, X> build() {
            return StateTableBuilder.this.build();
        }
    }

    /** A decision to be made for one or several events. */
    public final class On {

        private final Row row;
        private final List<E> chosen;

        private On(Row row, List<E> chosen) {
            this.row = row;
            this.chosen = chosen;
        }

        /** To another state, performing the effects in order before the state is entered. */
        @SafeVarargs
        public final Row go(S next, X... effects) {
            if (next == row.state) faults.add(row.state + " × " + chosen + " goes to its own state: use stay");
            return decide(Verdict.GO, next, List.of(effects), "");
        }

        /** Performs the effects and stays. */
        @SafeVarargs
        public final Row stay(X... effects) {
            return decide(Verdict.STAY, row.state, List.of(effects), "");
        }

        /** Does nothing, for this reason. */
        public Row ignore(String why) {
            return decide(Verdict.IGNORE, row.state, List.of(), why);
        }

        /** Does nothing, and reports that this must not happen. */
        public Row illegal(String why) {
            return decide(Verdict.ILLEGAL, row.state, List.of(), why);
        }

        private Row decide(Verdict verdict, S next, List<X> effects, String why) {
            Map<E, Cell<S, E, X>> cellsOfState = cells.computeIfAbsent(row.state, _ -> new EnumMap<>(events));
            if (chosen.isEmpty()) faults.add(row.state + " decides nothing: on() without an event");
            boolean needsReason = verdict == Verdict.IGNORE || verdict == Verdict.ILLEGAL;
            if (needsReason && why.isBlank()) faults.add(row.state + " × " + chosen + " has no reason");
            for (E event : chosen) {
                Cell<S, E, X> cell = new Cell<>(row.state, event, verdict, next, effects, why);
                if (cellsOfState.put(event, cell) != null) faults.add(row.state + " × " + event + " is decided twice");
            }
            return row;
        }
    }
}
