package org.strowger.transaction;

import org.strowger.statemachine.MachineObserver;
import org.strowger.statemachine.StateTable;
import org.strowger.statemachine.StateTable.Cell;

/** Counts illegal events on their way to the observer of the layer. */
record CountingObserver(MachineObserver observer, Counters counters) implements MachineObserver {

    @Override
    public void moved(Object owner, StateTable<?, ?, ?> table, Cell<?, ?, ?> cell) {
        observer.moved(owner, table, cell);
    }

    @Override
    public void illegal(Object owner, StateTable<?, ?, ?> table, Cell<?, ?, ?> cell) {
        counters.illegal.increment();
        observer.illegal(owner, table, cell);
    }

    @Override
    public void ignored(Object owner, StateTable<?, ?, ?> table, Cell<?, ?, ?> cell) {
        observer.ignored(owner, table, cell);
    }
}
