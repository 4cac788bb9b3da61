package org.strowger.dialplan;

import org.strowger.call.Call;
import org.strowger.call.CallProgram;
import org.strowger.call.EndCause;

/** A call whose route could not be decided, since a guard threw. It fails there: a guard may be what keeps callers from the routes below it. */
record FailedGuard(Dialplan plan, String label, Throwable why) implements CallProgram {

    @Override
    public void run(Call call) throws Exception {
        switch (why) {
            case Exception exception -> throw exception;
            case Error error -> throw error;
            default -> throw new IllegalStateException(why);
        }
    }

    @Override
    public void ended(Call call, EndCause cause) {
        plan.callEnded(CallFate.FAILED);
    }

    @Override
    public int version() {
        return plan.version();
    }

    @Override
    public String explain(Throwable thrown) {
        return ScriptFaults.explain(thrown);
    }
}
