package org.strowger.dialplan.plan;

import java.util.Optional;
import org.strowger.call.Call;
import org.strowger.call.CallProgram;
import org.strowger.call.EndCause;
import org.strowger.dialplan.route.CallFate;
import org.strowger.dialplan.route.Policy;

/** A call that is not what its context requires. No route sees it, and no callback. */
record RefusedByPolicy(Dialplan plan, Policy policy) implements CallProgram {

    @Override
    public void run(Call call) {
        call.reject(policy.otherwise());
    }

    @Override
    public void ended(Call call, EndCause cause) {
        plan.callEnded(CallFate.of(cause, Optional.empty()));
    }

    @Override
    public String label() {
        return policy.label();
    }

    @Override
    public int version() {
        return plan.version();
    }
}
