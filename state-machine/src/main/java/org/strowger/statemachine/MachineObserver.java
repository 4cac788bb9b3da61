package org.strowger.statemachine;

/** Sees each step of machines: for counters, logs and a call's story. Shared by many machines, called on their loops. */
public interface MachineObserver {

    /** Sees nothing. */
    MachineObserver NONE = new MachineObserver() {
        @Override
        public void moved(Object owner, Enum<?> from, Enum<?> event, Enum<?> to) {}

        @Override
        public void illegal(Object owner, Enum<?> state, Enum<?> event, String why) {}
    };

    /** The machine of {@code owner} took an arc, to another state or back into the same one. */
    void moved(Object owner, Enum<?> from, Enum<?> event, Enum<?> to);

    /** An event came that the table calls illegal. */
    void illegal(Object owner, Enum<?> state, Enum<?> event, String why);
}
