package org.strowger.statemachine;

import org.strowger.statemachine.StateTable.Cell;

/**
 * Sees each step of machines: for counters, logs and a call's story. Shared by many machines, called on their loops.
 * Tables and cells are the same objects each time, so that they can be kept without a copy.
 */
public interface MachineObserver {

    /** Sees nothing. */
    MachineObserver NONE = new MachineObserver() {
        @Override
        public void moved(Object owner, StateTable<?, ?, ?> table, Cell<?, ?, ?> cell) {}

        @Override
        public void illegal(Object owner, StateTable<?, ?, ?> table, Cell<?, ?, ?> cell) {}
    };

    /**
     * Keeps nothing, and throws what is illegal to whoever fired it: for machines of loops that log and count what is
     * thrown on them.
     */
    MachineObserver STRICT = new MachineObserver() {
        @Override
        public void moved(Object owner, StateTable<?, ?, ?> table, Cell<?, ?, ?> cell) {}

        @Override
        public void illegal(Object owner, StateTable<?, ?, ?> table, Cell<?, ?, ?> cell) {
            throw new IllegalStateException(
                    table.name() + ": " + cell.event() + " in " + cell.state() + ": " + cell.why());
        }
    };

    /** The machine of {@code owner} took an arc, to another state or back into the same one. */
    void moved(Object owner, StateTable<?, ?, ?> table, Cell<?, ?, ?> cell);

    /** An event came that the table calls illegal. */
    void illegal(Object owner, StateTable<?, ?, ?> table, Cell<?, ?, ?> cell);

    /** An event came that means nothing in the state, as the table says. */
    default void ignored(Object owner, StateTable<?, ?, ?> table, Cell<?, ?, ?> cell) {}
}
