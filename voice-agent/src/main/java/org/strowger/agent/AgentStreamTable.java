package org.strowger.agent;

import static org.strowger.agent.AgentStreamTable.Effect.*;
import static org.strowger.agent.AgentStreamTable.Event.*;
import static org.strowger.agent.AgentStreamTable.State.*;

import java.time.Duration;
import java.util.Map;
import org.strowger.statemachine.Base;
import org.strowger.statemachine.Delay;
import org.strowger.statemachine.StateTable;
import org.strowger.statemachine.Timings;

/** The connection to a voice agent, from the first attempt until nobody wants it or can have it any longer. */
final class AgentStreamTable {

    enum State {
        /** The first attempt. */
        CALLING,
        OPEN,
        /** It broke, and is tried again in a moment. */
        WAITING,
        /** A later attempt. */
        CALLING_AGAIN,
        CLOSED
    }

    enum Event {
        OPENED,
        /** It could not be opened, or can't be used any longer. */
        BROKEN,
        /** The agent is through. */
        FINISHED,
        /** We are. */
        CLOSE,
        TOO_LATE,
        RETRY,
        GIVE_UP
    }

    enum Effect {
        CONNECT,
        SAY_START,
        SAY_START_AGAIN,
        SAY_STOP,
        HANG_UP,
        TELL_CONNECTED,
        TELL_BROKEN,
        TELL_NOT_CONNECTED,
        TELL_FINISHED,
        TELL_RELEASED,
        TELL_LOST
    }

    /** The lengths from which its timers are made. */
    enum Time implements Base {
        /** How long the first attempt may take. */
        FIRST_ATTEMPT,
        BETWEEN_ATTEMPTS,
        /** For how long a broken connection is tried again. */
        RECONNECT;

        static Timings timings(Duration reconnect) {
            return Timings.unreliable(
                    Time.class,
                    Map.of(
                            FIRST_ATTEMPT, Duration.ofSeconds(5),
                            BETWEEN_ATTEMPTS, Duration.ofMillis(500),
                            RECONNECT, Timings.asked(reconnect)));
        }
    }

    // spotless:off
    static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("Connection to a voice agent", State.class, Event.class, Effect.class)
            .startsIn(CALLING)
            .endsIn(CLOSED)
            .timer(TOO_LATE, Delay.of(1, Time.FIRST_ATTEMPT))
            .timer(RETRY, Delay.of(1, Time.BETWEEN_ATTEMPTS))
            .timer(GIVE_UP, Delay.of(1, Time.RECONNECT))

            .in(CALLING).runs(TOO_LATE)
                .on(OPENED).go(OPEN, SAY_START, TELL_CONNECTED)
                .on(BROKEN).go(CLOSED, TELL_NOT_CONNECTED)
                .on(TOO_LATE).go(CLOSED, HANG_UP, TELL_NOT_CONNECTED)
                .on(CLOSE).go(CLOSED, HANG_UP, TELL_RELEASED)
                .on(FINISHED).illegal("an agent says nothing before the WebSocket is open")

            .in(OPEN)
                .on(BROKEN).go(WAITING, HANG_UP, TELL_BROKEN)
                .on(FINISHED).go(CLOSED, HANG_UP, TELL_FINISHED)
                .on(CLOSE).go(CLOSED, SAY_STOP, HANG_UP, TELL_RELEASED)
                .on(OPENED).illegal("a WebSocket opens once")

            .in(WAITING).runs(RETRY, GIVE_UP)
                .on(RETRY).go(CALLING_AGAIN, CONNECT)
                .on(GIVE_UP).go(CLOSED, TELL_LOST)
                .on(CLOSE).go(CLOSED, TELL_RELEASED)
                .on(OPENED).illegal("no attempt is under way")
                .on(BROKEN).illegal("no attempt is under way")
                .on(FINISHED).illegal("no attempt is under way")

            .in(CALLING_AGAIN).runs(GIVE_UP)
                .on(OPENED).go(OPEN, SAY_START_AGAIN)
                .on(BROKEN).go(WAITING)
                .on(GIVE_UP).go(CLOSED, HANG_UP, TELL_LOST)
                .on(CLOSE).go(CLOSED, HANG_UP, TELL_RELEASED)
                .on(FINISHED).illegal("an agent says nothing before the WebSocket is open")
            .build();
    // spotless:on

    private AgentStreamTable() {}
}
