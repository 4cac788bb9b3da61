package org.strowger.call.hunt;

import static org.strowger.call.hunt.LegHuntTable.Effect.*;
import static org.strowger.call.hunt.LegHuntTable.Event.*;
import static org.strowger.call.hunt.LegHuntTable.State.*;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.strowger.statemachine.Base;
import org.strowger.statemachine.Delay;
import org.strowger.statemachine.StateTable;
import org.strowger.statemachine.Timings;

/** The search for one party, over the hosts that its name resolves to, until it answers, is lost, or is given up. */
final class LegHuntTable {

    enum State {
        NEW,
        /** It is being found out where the name leads. */
        RESOLVING,
        /** It has a place among the legs of its call; where that has had others, it waits for its turn on the loop. */
        WAITING,
        /** The same, of one that has rung: it is to be invited in the other form. */
        WAITING_AGAIN,
        /** Invited; no host has said that a phone rings. */
        CALLING,
        /** A phone has rung: no other host is tried any more, and silence means that nobody answers. */
        RINGING,
        /** A redirection is being followed (RFC 3261 §8.1.3.4). */
        ONWARD,
        OVER
    }

    enum Event {
        START,
        /** There are hosts to try. */
        FOUND,
        NOT_FOUND,
        /** The INVITE may be sent: nothing, or nothing more, has to be waited for. */
        MAY_BEGIN,
        /** The INVITE can't even be sent: no port, no codec, too many legs. */
        UNCALLABLE,
        RINGS,
        /** This host does not work, and there is another (RFC 3263 §4.3). */
        NEXT_HOST,
        /** Encrypted media was not taken as it was offered, and may be offered in another form. */
        OTHER_FORM,
        REDIRECTED,
        /** The redirection leads to nobody who may be called. */
        NOWHERE,
        ANSWERED,
        /** Answered with what can't be talked by. */
        UNFIT,
        FAILED,
        /** As long as it may ring. */
        TOO_LONG,
        /** Somebody else has answered, or nobody is wanted any more. */
        STOP
    }

    enum Effect {
        RESOLVE,
        ASK_TO_BEGIN,
        WITHDRAW,
        INVITE,
        OFFER_OTHERWISE,
        FOLLOW,
        TELL_RINGS,
        DROP,
        DROP_LATE,
        DROP_UNFIT,
        STOP_ONWARD,
        STOP_ONWARD_LATE,
        TELL_WON,
        TELL_LOST,
        TELL_UNFIT,
        TELL_NO_ANSWER,
        TELL_NO_RESPONSE
    }

    /** The lengths from which its timers are made. */
    enum Time implements Base {
        PATIENCE;

        /** @param patience how long it may ring; empty for as long as the phone rings */
        static Timings timings(Optional<Duration> patience) {
            return Timings.unreliable(Time.class, Map.of(PATIENCE, Timings.asked(patience)));
        }
    }

    private static final String NOT_BEGUN = "it has not begun";
    private static final String BEGUN = "it begins once";
    private static final String NOT_WAITING = "it doesn't wait for its turn";
    private static final String NOBODY_INVITED = "nobody has been invited yet";
    private static final String RESOLVED = "it is known where the name leads";
    private static final String NOT_REDIRECTED = "no redirection is followed";
    private static final String LEG_GONE = "the leg that was invited has sent us elsewhere and is over";

    // spotless:off
    static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("Search for one party", State.class, Event.class, Effect.class)
            .startsIn(NEW)
            .endsIn(OVER)
            .timer(TOO_LONG, Delay.of(1, Time.PATIENCE))

            .in(NEW)
                .on(START).go(RESOLVING, RESOLVE)
                .on(STOP).go(OVER)
                .on(FOUND, NOT_FOUND, MAY_BEGIN, UNCALLABLE, RINGS, NEXT_HOST, OTHER_FORM).illegal(NOT_BEGUN)
                .on(REDIRECTED, NOWHERE, ANSWERED, UNFIT, FAILED).illegal(NOT_BEGUN)

            .in(RESOLVING).runs(TOO_LONG)
                .on(FOUND).go(WAITING, ASK_TO_BEGIN)
                .on(NOT_FOUND).go(OVER, TELL_LOST)
                .on(TOO_LONG).go(OVER, TELL_NO_RESPONSE)
                .on(STOP).go(OVER)
                .on(START).illegal(BEGUN)
                .on(MAY_BEGIN).illegal(NOT_WAITING)
                .on(UNCALLABLE, RINGS, NEXT_HOST, OTHER_FORM).illegal(NOBODY_INVITED)
                .on(REDIRECTED, NOWHERE, ANSWERED, UNFIT, FAILED).illegal(NOBODY_INVITED)

            .in(WAITING).runs(TOO_LONG)
                .on(MAY_BEGIN).go(CALLING, INVITE)
                .on(UNCALLABLE).go(OVER, TELL_LOST)
                .on(TOO_LONG).go(OVER, WITHDRAW, TELL_NO_RESPONSE)
                .on(STOP).go(OVER, WITHDRAW)
                .on(START).illegal(BEGUN)
                .on(FOUND, NOT_FOUND).illegal(RESOLVED)
                .on(RINGS, NEXT_HOST, OTHER_FORM).illegal(NOBODY_INVITED)
                .on(REDIRECTED, NOWHERE, ANSWERED, UNFIT, FAILED).illegal(NOBODY_INVITED)

            .in(WAITING_AGAIN).runs(TOO_LONG)
                .on(MAY_BEGIN).go(RINGING, INVITE)
                .on(UNCALLABLE).go(OVER, TELL_LOST)
                .on(TOO_LONG).go(OVER, WITHDRAW, TELL_NO_ANSWER)
                .on(STOP).go(OVER, WITHDRAW)
                .on(START).illegal(BEGUN)
                .on(FOUND, NOT_FOUND).illegal(RESOLVED)
                .on(RINGS, NEXT_HOST, OTHER_FORM).illegal(NOBODY_INVITED)
                .on(REDIRECTED, NOWHERE, ANSWERED, UNFIT, FAILED).illegal(NOBODY_INVITED)

            .in(CALLING).runs(TOO_LONG)
                .on(RINGS).go(RINGING, TELL_RINGS)
                .on(NEXT_HOST).go(WAITING, ASK_TO_BEGIN)
                .on(OTHER_FORM).go(WAITING, OFFER_OTHERWISE, ASK_TO_BEGIN)
                .on(REDIRECTED).go(ONWARD, FOLLOW)
                .on(ANSWERED).go(OVER, TELL_WON)
                .on(UNFIT).go(OVER, DROP_UNFIT, TELL_UNFIT)
                .on(FAILED, UNCALLABLE).go(OVER, TELL_LOST)
                .on(TOO_LONG).go(OVER, DROP_LATE, TELL_NO_RESPONSE)
                .on(STOP).go(OVER, DROP)
                .on(START).illegal(BEGUN)
                .on(FOUND, NOT_FOUND).illegal(RESOLVED)
                .on(MAY_BEGIN).illegal(NOT_WAITING)
                .on(NOWHERE).illegal(NOT_REDIRECTED)

            .in(RINGING).runs(TOO_LONG)
                .on(RINGS).stay(TELL_RINGS)
                .on(OTHER_FORM).go(WAITING_AGAIN, OFFER_OTHERWISE, ASK_TO_BEGIN)
                .on(REDIRECTED).go(ONWARD, FOLLOW)
                .on(ANSWERED).go(OVER, TELL_WON)
                .on(UNFIT).go(OVER, DROP_UNFIT, TELL_UNFIT)
                .on(FAILED, UNCALLABLE, NEXT_HOST).go(OVER, TELL_LOST)
                .on(TOO_LONG).go(OVER, DROP_LATE, TELL_NO_ANSWER)
                .on(STOP).go(OVER, DROP)
                .on(START).illegal(BEGUN)
                .on(FOUND, NOT_FOUND).illegal(RESOLVED)
                .on(MAY_BEGIN).illegal(NOT_WAITING)
                .on(NOWHERE).illegal(NOT_REDIRECTED)

            // the time to ring goes on: it is the caller's, not the redirected phone's
            .in(ONWARD).runs(TOO_LONG)
                .on(ANSWERED).go(OVER, TELL_WON)
                .on(FAILED, NOWHERE).go(OVER, TELL_LOST)
                .on(TOO_LONG).go(OVER, STOP_ONWARD_LATE, TELL_NO_ANSWER)
                .on(STOP).go(OVER, STOP_ONWARD)
                .on(START).illegal(BEGUN)
                .on(FOUND, NOT_FOUND).illegal(RESOLVED)
                .on(MAY_BEGIN).illegal(NOT_WAITING)
                .on(UNCALLABLE, RINGS, NEXT_HOST, OTHER_FORM, REDIRECTED, UNFIT).illegal(LEG_GONE)
            .build();
    // spotless:on

    private LegHuntTable() {}
}
