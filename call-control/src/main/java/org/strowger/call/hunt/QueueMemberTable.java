package org.strowger.call.hunt;

import static org.strowger.call.hunt.QueueMemberTable.Effect.*;
import static org.strowger.call.hunt.QueueMemberTable.Event.*;
import static org.strowger.call.hunt.QueueMemberTable.State.*;

import java.time.Duration;
import java.util.function.Supplier;
import org.strowger.statemachine.Base;
import org.strowger.statemachine.Delay;
import org.strowger.statemachine.StateTable;
import org.strowger.statemachine.Timings;

/** What a member of a queue does, as far as the queue's desk knows. It has no end: members stay. */
final class QueueMemberTable {

    enum State {
        FREE,
        RINGING,
        TALKING,
        /**
         * Left alone since it was busy, refused or did not answer: phones that can't be reached must not be rung
         * without a break.
         */
        RESTING,
        /** Left alone after a call. */
        WRAPPING_UP
    }

    enum Event {
        /** It is chosen for the caller who is first. */
        RING,
        /** It need not ring any longer: the caller has gone, or another member has answered. */
        SPARED,
        UNANSWERED,
        ANSWERED,
        /** The call that it had from this queue is over. */
        HUNG_UP,
        RESTED,
        WRAPPED_UP
    }

    enum Effect {
        TELL_FREE
    }

    /** The lengths from which its timers are made. */
    enum Time implements Base {
        REST,
        WRAP_UP;

        private static final Duration RESTS = Duration.ofSeconds(5);

        /** @param wrapUp asked each time */
        static Timings timings(Supplier<Duration> wrapUp) {
            return Timings.varying(Time.class, time -> switch (time) {
                case REST -> RESTS;
                case WRAP_UP -> Timings.asked(wrapUp.get());
            });
        }
    }

    private static final String NOT_CHOSEN = "only who is free is chosen";
    private static final String TAKEN_ELSEWHERE = "it has taken another caller meanwhile, to whom a phone sent it on";
    private static final String NO_CALL = "it has no call of this queue: a later one has ended before";

    // spotless:off
    static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("Member of a queue", State.class, Event.class, Effect.class)
            .startsIn(FREE)
            .timer(RESTED, Delay.of(1, Time.REST))
            .timer(WRAPPED_UP, Delay.of(1, Time.WRAP_UP))

            .in(FREE)
                .on(RING).go(RINGING)
                .on(ANSWERED).go(TALKING)
                .on(SPARED, UNANSWERED).ignore(TAKEN_ELSEWHERE)
                .on(HUNG_UP).ignore(NO_CALL)

            .in(RINGING)
                .on(SPARED).go(FREE)
                .on(UNANSWERED).go(RESTING)
                .on(ANSWERED).go(TALKING)
                .on(RING).illegal(NOT_CHOSEN)
                .on(HUNG_UP).ignore(NO_CALL)

            .in(TALKING)
                .on(HUNG_UP).go(WRAPPING_UP)
                .on(ANSWERED).ignore("it has another call already, beside which it took this one")
                .on(SPARED, UNANSWERED).ignore(TAKEN_ELSEWHERE)
                .on(RING).illegal(NOT_CHOSEN)

            .in(RESTING).runs(RESTED)
                .on(RESTED).go(FREE, TELL_FREE)
                .on(ANSWERED).go(TALKING)
                .on(SPARED, UNANSWERED).ignore(TAKEN_ELSEWHERE)
                .on(RING).illegal(NOT_CHOSEN)
                .on(HUNG_UP).ignore(NO_CALL)

            .in(WRAPPING_UP).runs(WRAPPED_UP)
                .on(WRAPPED_UP).go(FREE, TELL_FREE)
                .on(ANSWERED).go(TALKING)
                .on(SPARED, UNANSWERED).ignore(TAKEN_ELSEWHERE)
                .on(RING).illegal(NOT_CHOSEN)
                .on(HUNG_UP).ignore(NO_CALL)
            .build();
    // spotless:on

    private QueueMemberTable() {}
}
