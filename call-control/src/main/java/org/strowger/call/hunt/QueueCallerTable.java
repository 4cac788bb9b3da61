package org.strowger.call.hunt;

import static org.strowger.call.hunt.QueueCallerTable.Effect.*;
import static org.strowger.call.hunt.QueueCallerTable.Event.*;
import static org.strowger.call.hunt.QueueCallerTable.State.*;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.strowger.statemachine.Base;
import org.strowger.statemachine.Delay;
import org.strowger.statemachine.StateTable;
import org.strowger.statemachine.Timings;

/**
 * A caller in a queue, from the answer that lets it hear the music until somebody talks with it, it is sent on, or
 * gives up.
 */
final class QueueCallerTable {

    enum State {
        /** Not answered yet. */
        NEW,
        /** In line, and nobody rings for it. */
        WAITING,
        /** In line, and members ring for it. */
        RINGING,
        /** Out of the line, which is full or was too slow, for wherever the queue sends such callers. */
        LEAVING,
        /** Dialled on to the number that takes what is too much. */
        ONWARD,
        OVER
    }

    enum Event {
        /** It has been answered. */
        BEGIN,
        /** It can't be answered: no port, no codec. */
        REFUSED,
        /** The desk has no place for it. */
        FULL,
        /** The desk tells it its place. */
        PLACE,
        /** The desk has found members for it. */
        CALLED,
        ANSWERED,
        UNANSWERED,
        TOO_LATE,
        /** There is a number for callers who leave. */
        SENT_ON,
        /** There is none. */
        NOWHERE,
        /** The caller has hung up, or is wanted elsewhere. */
        STOP
    }

    enum Effect {
        ENTERTAIN,
        JOIN,
        TELL_PLACE,
        RING,
        TELL_FULL,
        TELL_TOO_LATE,
        TELL_UNANSWERED,
        STOP_RINGING,
        LEAVE_LINE,
        ENTERTAIN_NO_MORE,
        STOP_MUSIC,
        FIND_WAY_ON,
        SEND_ON,
        TAKE_MEMBER,
        TELL_WON,
        TELL_LOST
    }

    /** The lengths from which its timers are made. */
    enum Time implements Base {
        MAX_WAIT;

        /** @param most how long a caller waits; empty for ever */
        static Timings timings(Optional<Duration> most) {
            return Timings.unreliable(Time.class, Map.of(MAX_WAIT, Timings.asked(most)));
        }
    }

    private static final String NOT_IN_LINE = "it is not in line yet";
    private static final String LEFT = "it has left the line: the desk did not know yet";
    private static final String NOBODY_RINGS = "nobody rings";
    private static final String ONE_STEP = "leaving is one step, in which it is found out";

    // spotless:off
    static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("Caller in a queue", State.class, Event.class, Effect.class)
            .startsIn(NEW)
            .endsIn(OVER)
            .timer(TOO_LATE, Delay.of(1, Time.MAX_WAIT))

            .in(NEW)
                .on(BEGIN).go(WAITING, ENTERTAIN, JOIN)
                .on(REFUSED).go(OVER, TELL_LOST)
                .on(STOP).go(OVER)
                .on(FULL, PLACE, CALLED, ANSWERED, UNANSWERED).illegal(NOT_IN_LINE)
                .on(SENT_ON, NOWHERE).illegal(NOT_IN_LINE)

            .in(WAITING).runs(TOO_LATE)
                .on(PLACE).stay(TELL_PLACE)
                .on(CALLED).go(RINGING, RING)
                .on(FULL).go(LEAVING, TELL_FULL, LEAVE_LINE, ENTERTAIN_NO_MORE, STOP_MUSIC, FIND_WAY_ON)
                .on(TOO_LATE).go(LEAVING, TELL_TOO_LATE, LEAVE_LINE, ENTERTAIN_NO_MORE, STOP_MUSIC, FIND_WAY_ON)
                .on(STOP).go(OVER, STOP_MUSIC, LEAVE_LINE)
                .on(ANSWERED, UNANSWERED).illegal(NOBODY_RINGS)
                .on(BEGIN, REFUSED).illegal("it has been answered")
                .on(SENT_ON, NOWHERE).illegal("it is in line")

            .in(RINGING).runs(TOO_LATE)
                .on(PLACE).stay(TELL_PLACE)
                .on(UNANSWERED).go(WAITING, TELL_UNANSWERED)
                .on(ANSWERED).go(OVER, STOP_MUSIC, TAKE_MEMBER, TELL_WON)
                .on(TOO_LATE)
                    .go(LEAVING, TELL_TOO_LATE, STOP_RINGING, LEAVE_LINE, ENTERTAIN_NO_MORE, STOP_MUSIC, FIND_WAY_ON)
                .on(STOP).go(OVER, STOP_MUSIC, LEAVE_LINE, STOP_RINGING)
                .on(CALLED).illegal("the desk lets ring for a caller once at a time")
                .on(FULL).illegal("it has its place")
                .on(BEGIN, REFUSED).illegal("it has been answered")
                .on(SENT_ON, NOWHERE).illegal("it is in line")

            .in(LEAVING)
                .on(SENT_ON).go(ONWARD, SEND_ON)
                .on(NOWHERE).go(OVER, TELL_LOST)
                .on(STOP).go(OVER)
                .on(FULL, PLACE, CALLED).ignore(LEFT)
                .on(ANSWERED, UNANSWERED).illegal(NOBODY_RINGS)
                .on(BEGIN, REFUSED).illegal(ONE_STEP)

            .in(ONWARD)
                .on(ANSWERED).go(OVER, TELL_WON)
                .on(UNANSWERED).go(OVER, TELL_LOST)
                .on(STOP).go(OVER, STOP_RINGING)
                .on(FULL, PLACE, CALLED).ignore(LEFT)
                .on(BEGIN, REFUSED).illegal("it has been answered")
                .on(SENT_ON, NOWHERE).illegal(ONE_STEP)
            .build();
    // spotless:on

    private QueueCallerTable() {}
}
