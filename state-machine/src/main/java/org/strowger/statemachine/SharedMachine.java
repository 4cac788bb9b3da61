package org.strowger.statemachine;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One run through a {@link StateTable} without timers whose events come on any thread: each takes one arc from the
 * state in which it finds the machine, and whoever fired it performs the effects, once the new state stands. {@link
 * #fire} allocates nothing and waits for nobody.
 */
public final class SharedMachine<S extends Enum<S>, E extends Enum<E>, X extends Enum<X>> {

    private final StateTable<S, E, X> table;
    private final Effects<X> performer;
    private final AtomicReference<S> state;

    /**
     * A machine in its first state.
     *
     * @throws IllegalArgumentException if the table has timers, which need a loop
     */
    public SharedMachine(StateTable<S, E, X> table, Effects<X> performer) {
        if (!table.delays.isEmpty()) throw new IllegalArgumentException(table.name + " has timers: they need a loop");
        this.table = table;
        this.performer = performer;
        this.state = new AtomicReference<>(table.initial);
    }

    /** Its state at this moment; another thread may move it at once. */
    public S state() {
        return Objects.requireNonNull(state.get());
    }

    /** Handles an event that says all by itself. */
    public void fire(E event) {
        fire(event, Machine.NOTHING);
    }

    /**
     * Handles an event.
     *
     * @param payload is handed to each effect of the event
     * @throws IllegalStateException if the table calls the event illegal: nobody observes these machines
     */
    public void fire(E event, Object payload) {
        S from;
        int cell;
        do {
            from = state();
            cell = table.index(from, event);
            if (table.verdicts[cell] == StateTable.Verdict.ILLEGAL)
                throw new IllegalStateException(
                        table.name + ": " + event + " in " + from + ": " + table.cells[cell].why());
        } while (!state.compareAndSet(from, table.next[cell]));
        for (X effect : table.effects[cell]) performer.perform(effect, payload);
    }
}
