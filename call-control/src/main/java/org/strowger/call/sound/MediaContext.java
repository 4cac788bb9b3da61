package org.strowger.call.sound;

import java.util.List;
import org.strowger.call.leg.CalleeLeg;
import org.strowger.call.leg.CallerLeg;
import org.strowger.call.leg.LegContext;

/** What those ask of a call who play, record and hear. Runs on the call's loop. */
public interface MediaContext extends LegContext {

    CallerLeg caller();

    /** The legs that it has made, as they are now. */
    List<CalleeLeg> legs();

    CallMedia media();

    CallKeys keys();

    CallTapes tapes();

    /** An emergency: its ports are taken from the reserve, too. */
    boolean isUrgent();

    /** The caller is connected with somebody else than its voice agent, if it has one. */
    void callerTaken(String why);
}
