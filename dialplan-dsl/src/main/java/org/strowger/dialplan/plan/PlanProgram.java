package org.strowger.dialplan.plan;

import groovy.lang.Closure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.strowger.call.Call;
import org.strowger.call.CallProgram;
import org.strowger.call.Destination;
import org.strowger.call.DialOptions;
import org.strowger.call.EndCause;
import org.strowger.call.event.MachineTone;
import org.strowger.call.event.ProgramEvent;
import org.strowger.dialplan.route.CallFate;
import org.strowger.dialplan.route.Route;
import org.strowger.dialplan.script.Callbacks;
import org.strowger.dialplan.script.GoneTo;
import org.strowger.dialplan.script.ScriptFaults;
import org.strowger.dialplan.script.ScriptedCall;

/** One call on a route of a plan. All methods but {@link #label} run on the call's thread. */
public final class PlanProgram implements CallProgram {

    /** Stands where the label of a route would, if there is none. */
    static final String NO_ROUTE = "no route";

    /** So often a call goes on elsewhere: beyond, its routes lead to one another. */
    private static final int MOST_TURNS = 100;

    private final Dialplan plan;
    private final ScriptedCall routeCall;
    private final Optional<Route> route;
    private final List<Route> turned = new ArrayList<>(0); // to which it has gone on
    private boolean faulted;

    PlanProgram(Dialplan plan, ScriptedCall routeCall, Optional<Route> route) {
        this.plan = plan;
        this.routeCall = routeCall;
        this.route = route;
    }

    @Override
    public void started(Call call) throws Exception {
        routeCall.begin(call);
        route.ifPresent(this::takenBy);
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
        Optional<Route> next = route;
        while (next.isPresent()) next = after(next.get(), call);
    }

    /** Runs the body of a route; the route that it leaves for, if it does. */
    private Optional<Route> after(Route taken, Call call) throws Exception {
        try {
            routeCall.within(() -> routeCall.run(taken.body()));
            return Optional.empty();
        } catch (GoneTo gone) {
            return onward(call, gone.number());
        }
    }

    private Optional<Route> onward(Call call, String number) {
        if (plan.isEmergency(number)) { // comes in past every limit, as if it had been dialled
            call.dial(new Destination.Onward(number, Optional.empty()), DialOptions.DEFAULT.withoutTimeout());
            return Optional.empty();
        }
        if (turned.size() == MOST_TURNS)
            throw new IllegalStateException("goTo '" + number + "': after " + MOST_TURNS
                    + " of them, these routes lead to one another: " + lastTurns());
        Dialplan.Onward onward = plan.onward(routeCall, number);
        String label = onward.route().map(Route::label).orElse(NO_ROUTE);
        call.publish(new ProgramEvent.RouteChanged(call.id(), number, label));
        if (onward.route().isEmpty()) call.reject(onward.otherwise());
        onward.route().ifPresent(next -> {
            turned.add(next);
            takenBy(next);
        });
        return onward.route();
    }

    private String lastTurns() {
        return turned.subList(MOST_TURNS - 2, MOST_TURNS).stream()
                .map(Route::label)
                .collect(Collectors.joining(", "));
    }

    private void takenBy(Route taken) {
        taken.counts().took();
        routeCall.onOutcome(taken.counts()::dialled);
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
            turned.forEach(taken -> taken.counts().ended(fate));
            plan.callEnded(fate);
        }
    }

    public Optional<Route> route() {
        return route;
    }

    @Override
    public String label() {
        return route.map(Route::label).orElse(NO_ROUTE);
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
