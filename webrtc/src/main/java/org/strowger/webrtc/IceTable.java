package org.strowger.webrtc;

import static org.strowger.webrtc.IceTable.Effect.*;
import static org.strowger.webrtc.IceTable.Event.*;
import static org.strowger.webrtc.IceTable.State.*;
import static org.strowger.webrtc.IceTable.Time.*;

import org.strowger.statemachine.Base;
import org.strowger.statemachine.Delay;
import org.strowger.statemachine.StateTable;

/**
 * A lite agent's side of ICE (RFC 8445 §7.3), for the one component that there is with rtcp-mux; the browser is the one
 * that checks and chooses.
 */
public final class IceTable {

    enum State {
        /** The peer has chosen no pair yet. */
        CHECKING,
        /** There is an address that media go to. */
        CONNECTED,
        GONE
    }

    enum Event {
        /** A Binding request under our password. */
        CHECK,
        /** One with USE-CANDIDATE. */
        NOMINATION,
        /** Time to look whether the peer is still there. */
        LOOK,
        /** No check for as long as consent lasts (RFC 7675 §5.1). */
        SILENT,
        STOP
    }

    enum Effect {
        ANSWER,
        SELECT,
        JUDGE,
        TELL_GONE
    }

    enum Time implements Base {
        BETWEEN_LOOKS
    }

    // spotless:off
    public static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("ICE, as the lite side", State.class, Event.class, Effect.class)
            .startsIn(CHECKING)
            .endsIn(GONE)
            .timer(LOOK, Delay.of(1, BETWEEN_LOOKS))

            .in(CHECKING).runs(LOOK)
                .on(CHECK).stay(ANSWER)
                // RFC 8445 §7.3.2
                .on(NOMINATION).go(CONNECTED, ANSWER, SELECT)
                .on(LOOK).stay(JUDGE)
                .on(SILENT).go(GONE, TELL_GONE)
                .on(STOP).go(GONE)

            .in(CONNECTED).runs(LOOK)
                .on(CHECK).stay(ANSWER)
                // the peer has found a better way, or another network
                .on(NOMINATION).stay(ANSWER, SELECT)
                .on(LOOK).stay(JUDGE)
                .on(SILENT).go(GONE, TELL_GONE)
                .on(STOP).go(GONE)
            .build();
    // spotless:on

    private IceTable() {}
}
