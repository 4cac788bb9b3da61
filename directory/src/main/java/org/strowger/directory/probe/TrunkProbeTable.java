package org.strowger.directory.probe;

import static org.strowger.directory.probe.TrunkProbeTable.Effect.*;
import static org.strowger.directory.probe.TrunkProbeTable.Event.*;
import static org.strowger.directory.probe.TrunkProbeTable.State.*;
import static org.strowger.directory.probe.TrunkProbeTable.Time.*;

import org.strowger.statemachine.Base;
import org.strowger.statemachine.Delay;
import org.strowger.statemachine.StateTable;

/** Whether a trunk answers, as OPTIONS show it (RFC 3261 §11): one question after the other. */
public final class TrunkProbeTable {

    enum State {
        NEW,
        /** It has not been heard of yet, and is asked. */
        ASKED,
        /** It has not been heard of yet, and is asked again soon. */
        UNHEARD,
        UP,
        UP_ASKED,
        /** It was up and has left one question or more without an answer, and is asked again soon. */
        DOUBTED,
        DOUBTED_ASKED,
        DOWN,
        DOWN_ASKED,
        OVER
    }

    enum Event {
        BEGIN,
        /** A final response, whatever it says, but 408, 502, 503 and 504. */
        ANSWER,
        /** None, or one of these, and it will be asked again before it counts. */
        FAILURE,
        /** The same so often in a row that it counts. */
        LAST_FAILURE,
        STOP,
        DUE,
        RETRY,
        PATIENCE
    }

    enum Effect {
        ASK,
        GIVE_UP,
        TELL_UP,
        TELL_DOWN,
        END
    }

    enum Time implements Base {
        /** From an answer, or the lack of one, to the next question. */
        INTERVAL,
        /** The same where there is doubt. */
        PAUSE,
        /** How long an answer is waited for. */
        WAIT
    }

    private static final String NOTHING_ASKED = "no OPTIONS of ours is under way";
    private static final String BEGUN = "it has begun";

    // spotless:off
    public static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("Trunk probe", State.class, Event.class, Effect.class)
            .startsIn(NEW)
            .endsIn(OVER)
            .timer(DUE, Delay.of(1, INTERVAL))
            .timer(RETRY, Delay.of(1, PAUSE))
            .timer(PATIENCE, Delay.of(1, WAIT))

            .in(NEW)
                .on(BEGIN).go(ASKED, ASK)
                .on(STOP).go(OVER, END)
                .on(ANSWER, FAILURE, LAST_FAILURE).illegal(NOTHING_ASKED)

            .in(ASKED).runs(PATIENCE)
                .on(ANSWER).go(UP, TELL_UP)
                .on(FAILURE).go(UNHEARD)
                .on(LAST_FAILURE).go(DOWN, TELL_DOWN)
                .on(PATIENCE).stay(GIVE_UP)
                .on(STOP).go(OVER, END)
                .on(BEGIN).illegal(BEGUN)

            .in(UNHEARD).runs(RETRY)
                .on(RETRY).go(ASKED, ASK)
                .on(STOP).go(OVER, END)
                .on(BEGIN).illegal(BEGUN)
                .on(ANSWER, FAILURE, LAST_FAILURE).illegal(NOTHING_ASKED)

            .in(UP).runs(DUE)
                .on(DUE).go(UP_ASKED, ASK)
                .on(STOP).go(OVER, END)
                .on(BEGIN).illegal(BEGUN)
                .on(ANSWER, FAILURE, LAST_FAILURE).illegal(NOTHING_ASKED)

            .in(UP_ASKED).runs(PATIENCE)
                .on(ANSWER).go(UP)
                // one lost datagram, or a restart, is not the end of a trunk
                .on(FAILURE).go(DOUBTED)
                .on(LAST_FAILURE).go(DOWN, TELL_DOWN)
                .on(PATIENCE).stay(GIVE_UP)
                .on(STOP).go(OVER, END)
                .on(BEGIN).illegal(BEGUN)

            .in(DOUBTED).runs(RETRY)
                .on(RETRY).go(DOUBTED_ASKED, ASK)
                .on(STOP).go(OVER, END)
                .on(BEGIN).illegal(BEGUN)
                .on(ANSWER, FAILURE, LAST_FAILURE).illegal(NOTHING_ASKED)

            .in(DOUBTED_ASKED).runs(PATIENCE)
                .on(ANSWER).go(UP)
                .on(FAILURE).go(DOUBTED)
                .on(LAST_FAILURE).go(DOWN, TELL_DOWN)
                .on(PATIENCE).stay(GIVE_UP)
                .on(STOP).go(OVER, END)
                .on(BEGIN).illegal(BEGUN)

            .in(DOWN).runs(DUE)
                .on(DUE).go(DOWN_ASKED, ASK)
                .on(STOP).go(OVER, END)
                .on(BEGIN).illegal(BEGUN)
                .on(ANSWER, FAILURE, LAST_FAILURE).illegal(NOTHING_ASKED)

            .in(DOWN_ASKED).runs(PATIENCE)
                // whoever answers can be called: a trunk that comes and goes costs a call no more than a try
                .on(ANSWER).go(UP, TELL_UP)
                .on(FAILURE, LAST_FAILURE).go(DOWN)
                .on(PATIENCE).stay(GIVE_UP)
                .on(STOP).go(OVER, END)
                .on(BEGIN).illegal(BEGUN)
            .build();
    // spotless:on

    private TrunkProbeTable() {}
}
