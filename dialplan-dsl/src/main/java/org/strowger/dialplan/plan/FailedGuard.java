package org.strowger.dialplan.plan;

import java.util.List;
import org.strowger.call.Call;
import org.strowger.call.CallProgram;
import org.strowger.call.EndCause;
import org.strowger.dialplan.route.CallFate;
import org.strowger.dialplan.script.ScriptFaults;
import org.strowger.dialplan.script.ScriptedCall;

/**
 * A call whose route could not be decided, since a guard threw. It fails there, with the last words of its context: a
 * guard may be what keeps callers from the routes below it. All methods but {@link #label} run on the call's thread.
 */
public record FailedGuard(Dialplan plan, ScriptedCall routeCall, String label, Throwable why) implements CallProgram {

    @Override
    public void started(Call call) {
        routeCall.begin(call);
    }

    @Override
    public void run(Call call) throws Exception {
        switch (why) {
            case Exception exception -> throw exception;
            case Error error -> throw error;
            default -> throw new IllegalStateException(why);
        }
    }

    @Override
    public void failed(Call call, String why) throws Exception {
        plan.lastWords(routeCall, why);
    }

    @Override
    public void ended(Call call, EndCause cause) throws Exception {
        try {
            routeCall.within(() -> routeCall.ended(List.of(), cause));
        } finally {
            plan.callEnded(CallFate.FAILED);
        }
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
