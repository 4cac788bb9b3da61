package org.strowger.call;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What a program can do about the legs of its call. */
public interface CallLegs {

    /** The caller's own leg. */
    Leg callerLeg();

    /**
     * Calls a destination for the program's own hands: nobody hears whom until they are bridged. The caller hears
     * ringing meanwhile.
     *
     * @throws Leg.NotAnswered if nobody answers
     */
    Leg call(Destination destination, DialOptions options);

    /**
     * Lets two legs hear each other; answers the caller, if it is one of them. When one leaves, the other is hung up,
     * but for the caller.
     */
    Talk bridge(Leg one, Leg other);

    /**
     * Sends the caller elsewhere for good: asks its phone to call there (REFER), or where that can't be, dials as
     * {@link Call#dial} does. Ends by {@link CallEnded} when the phone has gone.
     *
     * @return what came of it, if the caller is still there
     */
    DialOutcome transfer(Destination destination, DialOptions options);

    /**
     * Parks the caller, who is answered, until somebody picks it up, and the two have talked.
     *
     * @param music what it hears meanwhile, over and over
     * @return {@link DialOutcome.Answered}; {@link DialOutcome.NoAnswer} after the time; {@link DialOutcome.Busy} if
     *     there is a call at this place
     */
    DialOutcome park(String slot, Optional<Duration> patience, List<Sound> music);

    /**
     * Connects the caller, who is answered, with the call that is parked at a place, or rings for a user; ends by
     * {@link CallEnded} with that talk.
     *
     * @return {@link DialOutcome.Unreachable} if there is nothing to pick up
     */
    DialOutcome pickup(String what);

    /** Whether the configuration has a group of this name. */
    boolean knowsGroup(String name);

    /** Where the caller is: the INVITEs to come say so, by Geolocation and PIDF-LO (RFC 6442). */
    void location(CallerLocation where);

    /**
     * The address that is kept for a caller's account, or for its number while it has not proved itself; empty if there
     * is none.
     */
    Map<String, String> civicAddressOf(Caller caller);

    /**
     * Tells the program of each offer in mid-call before anybody else sees it, within the verb that waits then;
     * replaces an earlier one.
     */
    void onOffer(Consumer<OfferedChange> watcher);
}
