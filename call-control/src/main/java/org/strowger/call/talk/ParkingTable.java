package org.strowger.call.talk;

import static org.strowger.call.talk.ParkingTable.Effect.*;
import static org.strowger.call.talk.ParkingTable.Event.*;
import static org.strowger.call.talk.ParkingTable.State.*;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.strowger.statemachine.Base;
import org.strowger.statemachine.Delay;
import org.strowger.statemachine.StateTable;
import org.strowger.statemachine.Timings;

/** A caller that is parked, until nobody has come for it, or the conversation with who came is over. */
final class ParkingTable {

    enum State {
        /** Answered, but its media is not there yet: it has no place that somebody could take it from. */
        NEW,
        /** Hears music at its place. */
        PARKED,
        /** Somebody has taken it. */
        TALKING,
        OVER
    }

    enum Event {
        PARK,
        /** Somebody else is parked at that place. */
        OCCUPIED,
        TAKEN,
        /** Nobody has come for it in time. */
        FORGOTTEN,
        /** The conversation is over. */
        TALKED,
        /** The call ends. */
        CLOSE
    }

    enum Effect {
        ENTERTAIN,
        LEAVE_PLACE,
        SILENCE,
        JOIN,
        END_TALK,
        LET_GO,
        TELL_OCCUPIED,
        TELL_FORGOTTEN,
        TELL_TALKED
    }

    /** The lengths from which its timers are made. */
    enum Time implements Base {
        PATIENCE;

        /** @param patience how long a caller stays there; empty for ever */
        static Timings timings(Optional<Duration> patience) {
            return Timings.unreliable(Time.class, Map.of(PATIENCE, Timings.asked(patience)));
        }
    }

    private static final String NO_PLACE_YET = "it has no place yet: nobody finds it";
    private static final String HAS_PLACE = "it has got its place";

    // spotless:off
    static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("Parked caller", State.class, Event.class, Effect.class)
            .startsIn(NEW)
            .endsIn(OVER)
            .timer(FORGOTTEN, Delay.of(1, Time.PATIENCE))

            .in(NEW)
                .on(PARK).go(PARKED, ENTERTAIN)
                .on(OCCUPIED).go(OVER, LET_GO, TELL_OCCUPIED)
                .on(CLOSE).go(OVER)
                .on(TAKEN, TALKED).illegal(NO_PLACE_YET)

            .in(PARKED).runs(FORGOTTEN)
                .on(TAKEN).go(TALKING, LEAVE_PLACE, SILENCE, JOIN)
                .on(FORGOTTEN).go(OVER, LEAVE_PLACE, SILENCE, LET_GO, TELL_FORGOTTEN)
                .on(CLOSE).go(OVER, LEAVE_PLACE, SILENCE)
                .on(PARK, OCCUPIED).illegal(HAS_PLACE)
                .on(TALKED).illegal("nobody has come for it yet")

            .in(TALKING)
                .on(TALKED).go(OVER, LET_GO, TELL_TALKED)
                .on(CLOSE).go(OVER, END_TALK)
                .on(PARK, OCCUPIED).illegal(HAS_PLACE)
                .on(TAKEN).illegal("it is at its place no longer")
            .build();
    // spotless:on

    private ParkingTable() {}
}
