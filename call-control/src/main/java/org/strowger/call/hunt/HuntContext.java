package org.strowger.call.hunt;

import java.util.Optional;
import org.strowger.call.core.Admission;
import org.strowger.call.leg.CallLeg;
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
    Hop ourselves();

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
    void tellQuality(CallLeg leg);

    /** Somebody of another call takes this one, if it can still be had. */
    PickupOutcome takes(Loan loan);
}
