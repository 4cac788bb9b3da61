package org.strowger.call.leg;

import java.util.Optional;
import org.strowger.call.Destination;
import org.strowger.call.DialOptions;
import org.strowger.call.DialOutcome;
import org.strowger.call.core.Reply;
import org.strowger.dialog.Referral;

/** The conversation that a leg is part of, as far as a leg knows it. Runs on the call's loop. */
public interface LegTalk {

    void pressed(CallLeg leg, char digit);

    /** A REFER has come from a member. */
    void referred(CallLeg leg, Referral referral);

    /** A member has left by itself. */
    void left(CallLeg leg);

    /** Whether it goes on without this leg. */
    boolean outlives(CallLeg leg);

    /** Whom {@link #giveAway} would give. */
    Optional<CallLeg> given(CallLeg leg);

    /**
     * Its other member is given to another call; {@code leg}, whose place that call takes, is hung up. Nothing if there
     * is no such pair.
     */
    Optional<CallLeg> giveAway(CallLeg leg);

    /** Somebody takes the place of a leg, which is no member from now on, and is offered what the other speaks. */
    void introduces(CallLeg leg, CallLeg by);

    /** A member is, or speaks for, somebody else than before: the other is shown with whom. */
    void shows(CallLeg leg);

    /** The program sends a member elsewhere: its place is taken by whoever answers. */
    void transfer(CallLeg leg, Destination destination, DialOptions options, Reply<DialOutcome> reply);
}
