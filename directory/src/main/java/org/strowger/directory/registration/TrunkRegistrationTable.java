package org.strowger.directory.registration;

import static org.strowger.directory.registration.TrunkRegistrationTable.Effect.*;
import static org.strowger.directory.registration.TrunkRegistrationTable.Event.*;
import static org.strowger.directory.registration.TrunkRegistrationTable.State.*;
import static org.strowger.directory.registration.TrunkRegistrationTable.Time.*;

import org.strowger.statemachine.Base;
import org.strowger.statemachine.Delay;
import org.strowger.statemachine.StateTable;

/** The registration of one trunk at its provider: RFC 3261 §10.2, with the next hops of RFC 3263 §4.3. */
public final class TrunkRegistrationTable {

    enum State {
        NEW,
        /** The registrar is being looked up; there is no registration. */
        LOOKING_UP,
        /** A REGISTER is under way; there is no registration. */
        TRYING,
        REGISTERED,
        /** The registrar is being looked up for the refresh; the registration stands. */
        LOOKING_UP_AGAIN,
        /** The refresh is under way; the registration stands. */
        REFRESHING,
        /** The refresh came to nothing; the registration stands as long as it was granted for. */
        AT_RISK,
        /** There is no registration, and another try may help. */
        RESTING,
        /** The registrar has said no to us: the same again would help only once somebody has done something. */
        REFUSED,
        /** The REGISTER that removes the registration is under way. */
        LEAVING,
        OVER
    }

    enum Event {
        BEGIN,
        /** The registrar's hops are known. */
        HOPS,
        /** It has none. */
        NO_HOPS,
        /** A 2xx that lists our contact. */
        GRANTED,
        /** The registrar wants the same otherwise: credentials for a challenge (401, 407), a longer time (423). */
        AGAIN,
        /** 3xx. */
        REDIRECTED,
        /** A timeout, an error of the transport, 408 or 503, and there is another hop. */
        NEXT_HOP,
        /** The same at the last hop, or an answer that may be another one later. */
        FAILURE,
        /** An answer that will stay the same. */
        REFUSAL,
        /** The switch stops, or the trunk is to be registered no longer. */
        STOP,
        REFRESH,
        RETRY,
        RECONSIDER,
        EXPIRY,
        GIVE_UP
    }

    enum Effect {
        LOOK_UP,
        LOOK_UP_ELSEWHERE,
        SEND,
        SEND_TO_NEXT,
        SEND_AGAIN,
        SEND_REMOVAL,
        KEEP,
        REST,
        REST_LONG,
        TELL_REGISTERED,
        TELL_AT_RISK,
        TELL_RESTING,
        TELL_REFUSED,
        TELL_EXPIRED,
        END
    }

    enum Time implements Base {
        /** Of what was granted, all but the margin. */
        ALL_BUT_MARGIN,
        /** What is left of the registration when its refresh begins. */
        MARGIN,
        /** Grows from one failure to the next. */
        PAUSE,
        LONG_PAUSE,
        /** How long the answer to our removal is waited for. */
        FAREWELL
    }

    private static final String NOTHING_ASKED = "no REGISTER of ours is under way";
    private static final String NO_LOOK_UP = "nothing is being looked up";
    private static final String BEGUN = "it has begun";
    private static final String LATE = "what was looked up is of no use any more";

    // spotless:off
    public static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("Trunk registration", State.class, Event.class, Effect.class)
            .startsIn(NEW)
            .endsIn(OVER)
            .timer(REFRESH, Delay.of(1, ALL_BUT_MARGIN))
            .timer(EXPIRY, Delay.of(1, MARGIN))
            .timer(RETRY, Delay.of(1, PAUSE))
            .timer(RECONSIDER, Delay.of(1, LONG_PAUSE))
            .timer(GIVE_UP, Delay.of(1, FAREWELL))

            .in(NEW)
                .on(BEGIN).go(LOOKING_UP, LOOK_UP)
                .on(STOP).go(OVER, END)
                .on(HOPS, NO_HOPS).illegal(NO_LOOK_UP)
                .on(GRANTED, AGAIN, REDIRECTED, NEXT_HOP, FAILURE, REFUSAL).illegal(NOTHING_ASKED)

            .in(LOOKING_UP)
                .on(HOPS).go(TRYING, SEND)
                .on(NO_HOPS).go(RESTING, REST, TELL_RESTING)
                .on(STOP).go(OVER, END)
                .on(BEGIN).illegal(BEGUN)
                .on(GRANTED, AGAIN, REDIRECTED, NEXT_HOP, FAILURE, REFUSAL).illegal(NOTHING_ASKED)

            .in(TRYING)
                .on(GRANTED).go(REGISTERED, KEEP, TELL_REGISTERED)
                // §22.2, §10.2.8
                .on(AGAIN).stay(SEND_AGAIN)
                // §8.1.3.4
                .on(REDIRECTED).go(LOOKING_UP, LOOK_UP_ELSEWHERE)
                // RFC 3263 §4.3
                .on(NEXT_HOP).stay(SEND_TO_NEXT)
                .on(FAILURE).go(RESTING, REST, TELL_RESTING)
                .on(REFUSAL).go(REFUSED, REST_LONG, TELL_REFUSED)
                // it may have been granted, with the answer lost
                .on(STOP).go(LEAVING, SEND_REMOVAL)
                .on(BEGIN).illegal(BEGUN)
                .on(HOPS, NO_HOPS).illegal(NO_LOOK_UP)

            .in(REGISTERED).runs(REFRESH)
                // §10.2.4
                .on(REFRESH).go(LOOKING_UP_AGAIN, LOOK_UP)
                .on(STOP).go(LEAVING, SEND_REMOVAL)
                .on(BEGIN).illegal(BEGUN)
                .on(HOPS, NO_HOPS).illegal(NO_LOOK_UP)
                .on(GRANTED, AGAIN, REDIRECTED, NEXT_HOP, FAILURE, REFUSAL).illegal(NOTHING_ASKED)

            .in(LOOKING_UP_AGAIN).runs(EXPIRY)
                .on(HOPS).go(REFRESHING, SEND)
                .on(NO_HOPS).go(AT_RISK, REST, TELL_AT_RISK)
                .on(EXPIRY).go(LOOKING_UP, TELL_EXPIRED)
                .on(STOP).go(LEAVING, SEND_REMOVAL)
                .on(BEGIN).illegal(BEGUN)
                .on(GRANTED, AGAIN, REDIRECTED, NEXT_HOP, FAILURE, REFUSAL).illegal(NOTHING_ASKED)

            .in(REFRESHING).runs(EXPIRY)
                .on(GRANTED).go(REGISTERED, KEEP)
                .on(AGAIN).stay(SEND_AGAIN)
                .on(REDIRECTED).go(LOOKING_UP_AGAIN, LOOK_UP_ELSEWHERE)
                .on(NEXT_HOP).stay(SEND_TO_NEXT)
                .on(FAILURE).go(AT_RISK, REST, TELL_AT_RISK)
                // who refuses a refresh sends no calls either, whatever was granted before
                .on(REFUSAL).go(REFUSED, REST_LONG, TELL_REFUSED)
                .on(EXPIRY).go(TRYING, TELL_EXPIRED)
                .on(STOP).go(LEAVING, SEND_REMOVAL)
                .on(BEGIN).illegal(BEGUN)
                .on(HOPS, NO_HOPS).illegal(NO_LOOK_UP)

            .in(AT_RISK).runs(RETRY, EXPIRY)
                .on(RETRY).go(LOOKING_UP_AGAIN, LOOK_UP)
                .on(EXPIRY).go(RESTING, TELL_EXPIRED)
                .on(STOP).go(LEAVING, SEND_REMOVAL)
                .on(BEGIN).illegal(BEGUN)
                .on(HOPS, NO_HOPS).illegal(NO_LOOK_UP)
                .on(GRANTED, AGAIN, REDIRECTED, NEXT_HOP, FAILURE, REFUSAL).illegal(NOTHING_ASKED)

            .in(RESTING).runs(RETRY)
                .on(RETRY).go(LOOKING_UP, LOOK_UP)
                .on(STOP).go(OVER, END)
                .on(BEGIN).illegal(BEGUN)
                .on(HOPS, NO_HOPS).illegal(NO_LOOK_UP)
                .on(GRANTED, AGAIN, REDIRECTED, NEXT_HOP, FAILURE, REFUSAL).illegal(NOTHING_ASKED)

            .in(REFUSED).runs(RECONSIDER)
                .on(RECONSIDER).go(LOOKING_UP, LOOK_UP)
                .on(STOP).go(OVER, END)
                .on(BEGIN).illegal(BEGUN)
                .on(HOPS, NO_HOPS).illegal(NO_LOOK_UP)
                .on(GRANTED, AGAIN, REDIRECTED, NEXT_HOP, FAILURE, REFUSAL).illegal(NOTHING_ASKED)

            .in(LEAVING).runs(GIVE_UP)
                // §10.2.2
                .on(GRANTED, NEXT_HOP, FAILURE, REFUSAL, REDIRECTED).go(OVER, END)
                .on(AGAIN).stay(SEND_AGAIN)
                .on(GIVE_UP).go(OVER, END)
                .on(STOP).ignore("it is leaving already")
                .on(HOPS, NO_HOPS).ignore(LATE)
                .on(BEGIN).illegal(BEGUN)
            .build();
    // spotless:on

    private TrunkRegistrationTable() {}
}
