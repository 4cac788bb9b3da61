package org.strowger.call.hunt;

import java.util.List;
import java.util.Optional;
import org.strowger.call.Caller;
import org.strowger.call.core.Admission;
import org.strowger.call.event.LegEvent;
import org.strowger.call.leg.CallLeg;
import org.strowger.call.leg.CalleeLeg;
import org.strowger.call.leg.Loan;
import org.strowger.call.sound.MediaContext;
import org.strowger.directory.OnBehalf;
import org.strowger.sip.Hop;

/** What the search for somebody who answers asks of a call. Runs on the call's loop. */
public interface HuntContext extends MediaContext {

    Callees callees();

    /** What those are told who are called for it. */
    Onward onward();

    /** Our own address, as a hop: an INVITE that is sent there goes through the dialplan. */
    default Hop ourselves() {
        Hop back = caller().incoming().flow().back();
        return new Hop(back.transport(), home().network().ownFor(back));
    }

    /** Where it meets calls of other loops. */
    Gatherings gatherings();

    /** The sounds of a queue, as its program has loaded them. */
    QueueSounds queueSounds(String queue);

    /** Why what the call is sent on to would be refused, by the rights of whoever sends it on. */
    Optional<Admission.Shut> refusesOnward(OnBehalf by, String number);

    void legBegins(CalledLeg called);

    /** @param callId of the leg's dialog */
    void legEnds(String callId);

    /** How a leg was heard that is over, and whose media is about to be closed. */
    default void tellQuality(CallLeg leg) {
        leg.media.quality().ifPresent(quality -> {
            home().counters().legHeard(quality);
            publish(new LegEvent.LegHeard(id(), leg.name, quality));
        });
    }

    /** Somebody of another call takes this one, if it can still be had. */
    PickupOutcome takes(Loan loan);

    // What the contexts that it extends ask, and its own parts know.

    @Override
    default Caller callerShown() {
        return OnwardInvite.shown(this);
    }

    @Override
    default List<CalleeLeg> legs() {
        return callees().all();
    }

    @Override
    default String nextLegName() {
        return callees().nextName();
    }

    @Override
    default void legEnded(CalleeLeg leg, int status, String why) {
        callees().ended(leg, status, why);
    }

    @Override
    default boolean isUrgent() {
        return onward().isUrgent();
    }
}
