package org.strowger.call.sound;

import java.util.List;
import org.strowger.call.leg.CallLeg;
import org.strowger.call.leg.CalleeLeg;
import org.strowger.call.leg.CallerLeg;
import org.strowger.call.leg.LegContext;
import org.strowger.media.MediaSession;
import org.strowger.sip.message.SipRequest;

/** What those ask of a call who play, record and hear. Runs on the call's loop. */
public interface MediaContext extends LegContext {

    CallerLeg caller();

    /** The legs that it has made, as they are now. */
    List<CalleeLeg> legs();

    CallMedia media();

    CallKeys keys();

    CallTapes tapes();

    @Override
    default MediaSession ports() {
        return media().session();
    }

    @Override
    default boolean informed(CallLeg leg, SipRequest info) {
        return keys().informed(leg, info);
    }

    @Override
    default void silence(CallLeg leg) {
        media().silence(leg);
    }

    /** An emergency: its ports are taken from the reserve, too. */
    boolean isUrgent();

    /** The caller is connected with somebody else than its voice agent, if it has one. */
    void callerTaken(String why);
}
