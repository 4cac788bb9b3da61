package org.strowger.dialplan;

import org.strowger.call.Call.CallRequest;
import org.strowger.call.CallProgram;
import org.strowger.call.CallRouter;
import org.strowger.call.Caller;

/** Routes new calls by the plan in force; a call keeps the plan that it began with. Safe on any thread. */
public final class DialplanRouter implements CallRouter {

    private volatile Dialplan current; // read by every loop, replaced as a whole

    /** Begins with a plan. */
    public DialplanRouter(Dialplan first) {
        this.current = first;
    }

    @Override
    public CallProgram route(CallRequest request, String number, Caller caller) {
        return current.program(request, number, caller);
    }

    @Override
    public boolean isEmergency(String number) {
        return current.isEmergency(number);
    }

    /** The plan in force. */
    public Dialplan current() {
        return current;
    }

    /** Puts another plan in force for all calls to come. */
    public synchronized void install(Dialplan next) {
        Dialplan old = current;
        current = next;
        if (old != next) old.retire();
    }
}
