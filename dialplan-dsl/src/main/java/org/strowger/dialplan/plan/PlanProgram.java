package org.strowger.dialplan.plan;

import groovy.lang.Closure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.strowger.call.Call;
import org.strowger.call.CallProgram;
import org.strowger.call.EndCause;
import org.strowger.call.event.MachineTone;
import org.strowger.dialplan.route.CallFate;
import org.strowger.dialplan.route.Route;
import org.strowger.dialplan.script.Callbacks;
import org.strowger.dialplan.script.ScriptFaults;
import org.strowger.dialplan.script.ScriptedCall;

/** One call on a route of a plan. All methods but {@link #label} run on the call's thread. */
public final class PlanProgram implements CallProgram {

    private final Dialplan plan;
    private final ScriptedCall routeCall;
    private final Optional<Route> route;
    private boolean faulted;

    PlanProgram(Dialplan plan, ScriptedCall routeCall, Optional<Route> route) {
        this.plan = plan;
        this.routeCall = routeCall;
        this.route = route;
    }

    @Override
    public void started(Call call) throws Exception {
        routeCall.begin(call);
        route.ifPresent(taken -> {
            taken.counts().took();
            routeCall.onOutcome(taken.counts()::dialled);
        });
        routeCall.within(() -> {
            if (route.isPresent())
                routeCall.listening().begin(plan.table().callbacks().heard(), routeCall.context());
            callbacks(plan.table().callbacks().onReinvite()).forEach(routeCall::onReinvite);
            callbacks(plan.table().callbacks().onStart()).forEach(routeCall::onStart);
        });
    }

    @Override
    public void run(Call call) throws Exception {
        if (route.isEmpty()) call.reject(404);
        else routeCall.within(() -> routeCall.run(route.get().body()));
    }

    @Override
    public void failed(Call call, String why) throws Exception {
        faulted = true;
        plan.lastWords(routeCall, why);
    }

    @Override
    public void answered(Call call) throws Exception {
        routeCall.within(
                () -> routeCall.answered(callbacks(plan.table().callbacks().onAnswer())));
    }

    @Override
    public void pressed(Call call, char digit) throws Exception {
        routeCall.within(() -> routeCall.listening().pressed(digit));
    }

    @Override
    public void fellSilent(Call call, Duration silence) throws Exception {
        routeCall.within(() -> routeCall.listening().fellSilent(silence));
    }

    @Override
    public void heardTone(Call call, MachineTone tone) throws Exception {
        routeCall.within(() -> routeCall.listening().heardTone(tone));
    }

    @Override
    public MediaLoss mediaTimedOut(Call call) throws Exception {
        MediaLoss[] loss = {MediaLoss.END};
        routeCall.within(() -> loss[0] = routeCall.listening().mediaTimedOut());
        return loss[0];
    }

    @Override
    public void ended(Call call, EndCause cause) throws Exception {
        try {
            routeCall.within(
                    () -> routeCall.ended(callbacks(plan.table().callbacks().onEnd()), cause));
        } finally {
            var fate = faulted
                    ? CallFate.FAILED
                    : CallFate.of(cause, call.isAnswered() ? Optional.empty() : routeCall.lastOutcome());
            route.ifPresent(taken -> taken.counts().ended(fate));
            plan.callEnded(fate);
        }
    }

    public Optional<Route> route() {
        return route;
    }

    @Override
    public String label() {
        return route.map(Route::label).orElse("no route");
    }

    @Override
    public int version() {
        return plan.version();
    }

    @Override
    public String explain(Throwable thrown) {
        return ScriptFaults.explain(thrown);
    }

    /** Callbacks are for calls that a route takes. */
    private List<Closure<?>> callbacks(List<Callbacks.Callback> all) {
        return route.isEmpty() ? List.of() : Callbacks.in(routeCall.context(), all);
    }
}
