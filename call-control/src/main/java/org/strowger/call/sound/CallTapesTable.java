package org.strowger.call.sound;

import static org.strowger.call.sound.CallTapesTable.Effect.*;
import static org.strowger.call.sound.CallTapesTable.Event.*;
import static org.strowger.call.sound.CallTapesTable.State.*;

import java.time.Duration;
import java.util.Map;
import org.strowger.statemachine.Base;
import org.strowger.statemachine.Delay;
import org.strowger.statemachine.StateTable;
import org.strowger.statemachine.Timings;

/**
 * What becomes of the recordings of a call: what its program wants of them, and that they hold no digit which is asked
 * for in secret.
 */
final class CallTapesTable {

    enum State {
        RUNNING,
        /** Masked, since digits are asked for that nobody may hear. */
        SECRET,
        /** Masked still: the last of those digits may sound for a moment. */
        FADING,
        PAUSED,
        /** Paused while such digits are asked for. */
        PAUSED_SECRET,
        MASKED,
        /** Masked by the program, too, while such digits are asked for. */
        MASKED_SECRET
    }

    enum Event {
        RESUME,
        PAUSE,
        MASK,
        STOP,
        /** The first of questions whose answer nobody may hear. */
        SECRET_ASKED,
        /** The last of them is answered. */
        SECRET_TOLD,
        FADED
    }

    enum Effect {
        RESUME_ALL,
        PAUSE_ALL,
        MASK_ALL,
        STOP_ALL
    }

    /** The lengths from which its timers are made. */
    enum Time implements Base {
        /** So long a digit may still sound after it was recognized. */
        LAST_DIGIT;

        static final Timings USUAL = Timings.unreliable(Time.class, Map.of(LAST_DIGIT, Duration.ofMillis(500)));
    }

    private static final String ASKED = "a secret is asked for already: they are counted";
    private static final String NOT_ASKED = "no secret is asked for";

    // spotless:off
    static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("Recordings of a call", State.class, Event.class, Effect.class)
            .startsIn(RUNNING)
            .timer(FADED, Delay.of(1, Time.LAST_DIGIT))

            .in(RUNNING)
                .on(RESUME).stay(RESUME_ALL)
                .on(PAUSE).go(PAUSED, PAUSE_ALL)
                .on(MASK).go(MASKED, MASK_ALL)
                .on(STOP).stay(STOP_ALL)
                .on(SECRET_ASKED).go(SECRET, MASK_ALL)
                .on(SECRET_TOLD).illegal(NOT_ASKED)

            .in(SECRET)
                .on(RESUME).stay(MASK_ALL)
                .on(PAUSE).go(PAUSED_SECRET, PAUSE_ALL)
                .on(MASK).go(MASKED_SECRET, MASK_ALL)
                .on(STOP).stay(STOP_ALL)
                .on(SECRET_TOLD).go(FADING)
                .on(SECRET_ASKED).illegal(ASKED)

            .in(FADING).runs(FADED)
                .on(FADED, RESUME).go(RUNNING, RESUME_ALL)
                .on(PAUSE).go(PAUSED, PAUSE_ALL)
                .on(MASK).go(MASKED, MASK_ALL)
                .on(STOP).stay(STOP_ALL)
                .on(SECRET_ASKED).go(SECRET, MASK_ALL)
                .on(SECRET_TOLD).illegal(NOT_ASKED)

            .in(PAUSED)
                .on(RESUME).go(RUNNING, RESUME_ALL)
                .on(PAUSE).stay(PAUSE_ALL)
                .on(MASK).go(MASKED, MASK_ALL)
                .on(STOP).go(RUNNING, STOP_ALL)
                .on(SECRET_ASKED).go(PAUSED_SECRET)
                .on(SECRET_TOLD).illegal(NOT_ASKED)

            .in(PAUSED_SECRET)
                .on(RESUME).go(SECRET, MASK_ALL)
                .on(PAUSE).stay(PAUSE_ALL)
                .on(MASK).go(MASKED_SECRET, MASK_ALL)
                .on(STOP).go(SECRET, STOP_ALL)
                .on(SECRET_TOLD).go(PAUSED)
                .on(SECRET_ASKED).illegal(ASKED)

            .in(MASKED)
                .on(RESUME).go(RUNNING, RESUME_ALL)
                .on(PAUSE).go(PAUSED, PAUSE_ALL)
                .on(MASK).stay(MASK_ALL)
                .on(STOP).go(RUNNING, STOP_ALL)
                .on(SECRET_ASKED).go(MASKED_SECRET)
                .on(SECRET_TOLD).illegal(NOT_ASKED)

            .in(MASKED_SECRET)
                .on(RESUME).go(SECRET, MASK_ALL)
                .on(PAUSE).go(PAUSED_SECRET, PAUSE_ALL)
                .on(MASK).stay(MASK_ALL)
                .on(STOP).go(SECRET, STOP_ALL)
                .on(SECRET_TOLD).go(MASKED)
                .on(SECRET_ASKED).illegal(ASKED)
            .build();
    // spotless:on

    private CallTapesTable() {}
}
