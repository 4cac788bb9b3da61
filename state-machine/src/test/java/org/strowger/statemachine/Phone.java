package org.strowger.statemachine;

/** A small machine for the tests: a telephone that rings for so long, and nags. */
final class Phone {

    enum State {
        IDLE,
        RINGING,
        TALKING,
        BROKEN
    }

    enum Event {
        CALL,
        LIFT,
        HANG_UP,
        DROP,
        RING_OVER,
        NAG,
        WEAR
    }

    enum Effect {
        RING,
        STOP_RINGING,
        SPEAK,
        NUDGE
    }

    enum Length implements Base {
        SHORT,
        LONG
    }

    // spotless:off
    static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("Phone", State.class, Event.class, Effect.class)
            .startsIn(State.IDLE)
            .endsIn(State.BROKEN)
            .timer(Event.RING_OVER, Delay.of(10, Length.SHORT))
            .timer(Event.NAG, Delay.doubling(Length.SHORT, Length.LONG).onlyIfUnreliable())
            .timer(Event.WEAR, Delay.of(25, Length.SHORT))

            .in(State.IDLE).runs(Event.WEAR)
                .on(Event.CALL).go(State.RINGING, Effect.RING)
                .on(Event.DROP, Event.WEAR).go(State.BROKEN)
                .on(Event.LIFT).stay()
                .on(Event.HANG_UP).ignore("it hangs already")

            .in(State.RINGING).runs(Event.RING_OVER, Event.NAG, Event.WEAR)
                .on(Event.LIFT).go(State.TALKING, Effect.STOP_RINGING, Effect.SPEAK)
                .on(Event.RING_OVER).go(State.IDLE, Effect.STOP_RINGING)
                .on(Event.NAG).stay(Effect.NUDGE)
                .on(Event.DROP, Event.WEAR).go(State.BROKEN)
                .on(Event.CALL).illegal("one caller at a time")
                .on(Event.HANG_UP).ignore("it hangs already")

            // The nagging goes on without a start of its own, now at its own pace.
            .in(State.TALKING).runs(Event.NAG, Delay.of(1, Length.LONG))
                .on(Event.NAG).stay(Effect.NUDGE)
                .on(Event.HANG_UP).go(State.IDLE)
                .on(Event.DROP).go(State.BROKEN)
                .on(Event.CALL).illegal("one caller at a time")
                .on(Event.LIFT).ignore("it is lifted already")
            .build();
    // spotless:on

    private Phone() {}
}
