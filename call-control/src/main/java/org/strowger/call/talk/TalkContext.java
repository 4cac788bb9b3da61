package org.strowger.call.talk;

import org.strowger.call.hunt.HuntContext;
import org.strowger.call.leg.CallLeg;

/**
 * What those ask of a call who connect its legs with each other, and with legs of other calls. Runs on the call's loop.
 */
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

    /** Why the caller's own offer may be refused. */
    CallerRefusals refusals();
}
