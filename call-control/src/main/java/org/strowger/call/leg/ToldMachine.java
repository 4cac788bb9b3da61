package org.strowger.call.leg;

import org.jspecify.annotations.Nullable;
import org.strowger.statemachine.Effects;
import org.strowger.statemachine.Machine;
import org.strowger.statemachine.MachineObserver;
import org.strowger.statemachine.StateTable;

/**
 * A machine of whose steps others are told. They are told when the step is done, and not as one of its effects: whoever
 * is told may ask where the machine is, and for its next step, which is taken then and there. Runs on the call's loop.
 */
final class ToldMachine<S extends Enum<S>, E extends Enum<E>, X extends Enum<X>> {

    private final Machine<S, E, X> machine;
    private @Nullable Runnable due;

    ToldMachine(StateTable<S, E, X> table, Effects<X> performer, MachineObserver observer, Object owner) {
        this.machine = new Machine<>(table, performer, observer, owner);
    }

    S state() {
        return machine.state();
    }

    boolean isOver() {
        return machine.isOver();
    }

    /** Takes a step, and then tells of it. */
    void fire(E event) {
        fire(event, Machine.NOTHING);
    }

    /** Takes a step, and then tells of it. */
    void fire(E event, Object payload) {
        try {
            machine.fire(event, payload);
        } finally {
            tell();
        }
    }

    private void tell() {
        Runnable now = due;
        due = null;
        if (now != null) now.run();
    }

    // For effects.

    /** What an effect has come to. */
    void post(E event, Object payload) {
        machine.post(event, payload);
    }

    /** Tells this when the step is done, after what is to be told already. */
    void tells(Runnable what) {
        Runnable earlier = due;
        due = earlier == null
                ? what
                : () -> {
                    earlier.run();
                    what.run();
                };
    }
}
