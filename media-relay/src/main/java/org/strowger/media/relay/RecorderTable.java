package org.strowger.media.relay;

import static org.strowger.media.relay.RecorderTable.Effect.*;
import static org.strowger.media.relay.RecorderTable.Event.*;
import static org.strowger.media.relay.RecorderTable.State.*;

import org.strowger.statemachine.StateTable;

/** What is done with the frames that come to a recording. */
final class RecorderTable {

    enum State {
        RECORDING,
        /** They are left out. */
        PAUSED,
        /** Silence is written in their place. */
        MASKED,
        ENDED
    }

    enum Event {
        PAUSE,
        MASK,
        RESUME,
        END
    }

    enum Effect {
        CLOSE
    }

    // spotless:off
    static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("Recording", State.class, Event.class, Effect.class)
            .startsIn(RECORDING)
            .endsIn(ENDED)

            .in(RECORDING)
                .on(PAUSE).go(PAUSED)
                .on(MASK).go(MASKED)
                .on(END).go(ENDED, CLOSE)
                .on(RESUME).ignore("it runs")

            .in(PAUSED)
                .on(RESUME).go(RECORDING)
                .on(MASK).go(MASKED)
                .on(END).go(ENDED, CLOSE)
                .on(PAUSE).ignore("it is paused")

            .in(MASKED)
                .on(RESUME).go(RECORDING)
                .on(PAUSE).go(PAUSED)
                .on(END).go(ENDED, CLOSE)
                .on(MASK).ignore("it is masked")
            .build();
    // spotless:on

    private RecorderTable() {}
}
