package org.strowger.call.hunt;

import org.strowger.call.hunt.QueueMemberTable.Effect;
import org.strowger.call.hunt.QueueMemberTable.Event;
import org.strowger.call.hunt.QueueMemberTable.State;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.Machine;
import org.strowger.statemachine.MachineObserver;
import org.strowger.statemachine.Timings;

/** A member of a queue at its desk ({@link QueueMemberTable}). Runs on the desk's loop. */
final class QueueMember {

    private final String user;
    private final Machine<State, Event, Effect> machine;

    /** @param free told when it has rested and may be rung again */
    QueueMember(String user, Loop loop, Timings timings, MachineObserver observer, Runnable free) {
        this.user = user;
        this.machine =
                new Machine<>(QueueMemberTable.TABLE, loop, timings, (effect, _) -> tell(effect, free), observer, this);
    }

    private static void tell(Effect effect, Runnable free) {
        switch (effect) {
            case TELL_FREE -> free.run();
        }
    }

    void fire(Event event) {
        machine.fire(event);
    }

    boolean isFree() {
        return machine.state() == State.FREE;
    }

    /** For logs. */
    @Override
    public String toString() {
        return user;
    }
}
