package org.strowger.call.talk;

import org.strowger.call.hunt.HuntContext;
import org.strowger.call.leg.CallLeg;

/** What those ask of a call who connect its legs with each other, and with legs of other calls. Runs on the call's loop. */
public interface TalkContext extends HuntContext {

    /** The loop that owns a dialog. */
    Neighbour neighbour(String callId);

    /** Two legs hear each other from now on. */
    void bridged(CallLeg one, CallLeg other);

    /** The caller's place in the conversation has been taken: the call goes on without it. */
    void callerHandsOver();

    boolean isCallerGone();

    /** What the caller was to be connected with has come to nothing: its voice agent speaks again, if it has one. */
    void agentGoesOn();

    /** Whether the caller couldn't be connected with anybody who answers, and is told so before anybody rings. */
    boolean refusedBeforeRinging();

    /** Whether the caller offers no audio that we speak, and is told so. */
    boolean refusedForMedia();

    /** Whether there is no port for the caller's media, and it is told so. */
    boolean refusedForPorts();

    /** There is no port for the caller, which has not been answered, and it is told so. */
    void refuseForPorts();
}
