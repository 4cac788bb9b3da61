package org.strowger.transaction;

import org.strowger.statemachine.MachineObserver;

/** Counts illegal events on their way to the observer of the layer. */
record CountingObserver(MachineObserver observer, Counters counters) implements MachineObserver {

    @Override
    public void moved(Object owner, Enum<?> from, Enum<?> event, Enum<?> to) {
        observer.moved(owner, from, event, to);
    }

    @Override
    public void illegal(Object owner, Enum<?> state, Enum<?> event, String why) {
        counters.illegal.increment();
        observer.illegal(owner, state, event, why);
    }
}
