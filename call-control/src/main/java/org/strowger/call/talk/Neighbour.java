package org.strowger.call.talk;

import java.util.Optional;
import org.strowger.call.hunt.CalledLeg;
import org.strowger.call.leg.CallLeg;
import org.strowger.call.leg.DialogKey;
import org.strowger.statemachine.Loop;

/** A loop of the exchange, to which a dialog belongs that another call wants something of. */
public interface Neighbour {

    Loop loop();

    /** The leg of a dialog of this loop. On that loop. */
    Optional<CallLeg> leg(DialogKey dialog);

    /**
     * The phone of an account that rings in a dialog of this loop, by the tags that its lamp tells of. On that loop.
     */
    Optional<CalledLeg> ringing(DialogKey dialog);
}
