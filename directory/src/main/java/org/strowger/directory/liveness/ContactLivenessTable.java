package org.strowger.directory.liveness;

import static org.strowger.directory.liveness.ContactLivenessTable.Effect.*;
import static org.strowger.directory.liveness.ContactLivenessTable.Event.*;
import static org.strowger.directory.liveness.ContactLivenessTable.State.*;
import static org.strowger.directory.liveness.ContactLivenessTable.Time.*;

import org.strowger.statemachine.Base;
import org.strowger.statemachine.Delay;
import org.strowger.statemachine.StateTable;

/** Whether one registered contact is there: asked by OPTIONS (RFC 3261 §11), at the pace of RFC 5626 §4.4. */
public final class ContactLivenessTable {

    enum State {
        NEW,
        /** It has registered or answered; nothing is asked just now. */
        REACHABLE,
        /** An OPTIONS is under way. */
        ASKED,
        /** The last ones were not answered, but not so many that it is given up. */
        DOUBTED,
        /** Given up: not called, but asked on. */
        UNREACHABLE,
        /** The same while an OPTIONS is under way. */
        ASKED_AGAIN,
        OVER
    }

    enum Event {
        BEGIN,
        TURN,
        AGAIN,
        /** Any final response: contacts behind a proxy, which could answer for them, are not asked. */
        ANSWER,
        /** None, or the OPTIONS could not be sent. */
        SILENCE,
        /** The same, as often in a row as a contact may be silent. */
        LAST_SILENCE,
        /** A REGISTER has renewed the contact, by which the phone is known to be there. */
        REGISTERED,
        /** The contact is registered no longer, or is to be asked no longer. */
        GONE
    }

    enum Effect {
        ASK,
        NOTE_ANSWER,
        NOTE_SILENCE,
        /** What was asked before the REGISTER is of no account. */
        FORGET,
        TELL_UNREACHABLE,
        TELL_REACHABLE,
        END
    }

    enum Time implements Base {
        /** By chance between four fifths of the period and all of it; the first one between nothing and all. */
        PERIOD,
        PAUSE
    }

    private static final String BEGUN = "it has begun";
    private static final String NOTHING_ASKED = "no OPTIONS of ours is under way";

    // spotless:off
    public static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("Contact liveness", State.class, Event.class, Effect.class)
            .startsIn(NEW)
            .endsIn(OVER)
            .timer(TURN, Delay.of(1, PERIOD))
            .timer(AGAIN, Delay.of(1, PAUSE))

            .in(NEW)
                .on(BEGIN).go(REACHABLE)
                .on(GONE).go(OVER, END)
                .on(REGISTERED).illegal("it begins with the REGISTER")
                .on(ANSWER, SILENCE, LAST_SILENCE).illegal(NOTHING_ASKED)

            .in(REACHABLE).runs(TURN)
                .on(TURN).go(ASKED, ASK)
                .on(REGISTERED).ignore("it is known to be there")
                .on(GONE).go(OVER, END)
                .on(BEGIN).illegal(BEGUN)
                .on(ANSWER, SILENCE, LAST_SILENCE).illegal(NOTHING_ASKED)

            .in(ASKED)
                .on(ANSWER).go(REACHABLE, NOTE_ANSWER)
                .on(SILENCE).go(DOUBTED, NOTE_SILENCE)
                .on(LAST_SILENCE).go(UNREACHABLE, NOTE_SILENCE, TELL_UNREACHABLE)
                // it may have come another way than the one that was asked
                .on(REGISTERED).go(REACHABLE, FORGET)
                .on(GONE).go(OVER, END)
                .on(BEGIN).illegal(BEGUN)

            .in(DOUBTED).runs(AGAIN)
                .on(AGAIN).go(ASKED, ASK)
                .on(REGISTERED).go(REACHABLE, FORGET)
                .on(GONE).go(OVER, END)
                .on(BEGIN).illegal(BEGUN)
                .on(ANSWER, SILENCE, LAST_SILENCE).illegal(NOTHING_ASKED)

            .in(UNREACHABLE).runs(TURN)
                .on(TURN).go(ASKED_AGAIN, ASK)
                .on(REGISTERED).go(REACHABLE, FORGET, TELL_REACHABLE)
                .on(GONE).go(OVER, END)
                .on(BEGIN).illegal(BEGUN)
                .on(ANSWER, SILENCE, LAST_SILENCE).illegal(NOTHING_ASKED)

            .in(ASKED_AGAIN)
                .on(ANSWER).go(REACHABLE, NOTE_ANSWER, TELL_REACHABLE)
                .on(SILENCE, LAST_SILENCE).go(UNREACHABLE, NOTE_SILENCE)
                .on(REGISTERED).go(REACHABLE, FORGET, TELL_REACHABLE)
                .on(GONE).go(OVER, END)
                .on(BEGIN).illegal(BEGUN)
            .build();
    // spotless:on

    private ContactLivenessTable() {}
}
