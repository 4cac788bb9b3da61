package org.strowger.dialplan;

import groovy.lang.Closure;
import org.jspecify.annotations.Nullable;
import org.strowger.call.Call;
import org.strowger.call.CallEnded;
import org.strowger.call.CallProgram;
import org.strowger.call.EndCause;
import org.strowger.dialplan.RouteTable.Callbacks;
import org.strowger.dialplan.RouteTable.Candidate;

/**
 * One call through a plan. What the table can decide was decided on the loop; guards are asked here, on the call's thread, in {@link #started}: they are the
 * author's code, and may take their time or never end.
 */
final class PlanProgram implements CallProgram {

    private final Dialplan plan;
    private @Nullable RouteCall routeCall;

    /** The route, or the first one whose guard is to be asked; null for none. Volatile for {@link #label}, which any thread may ask for. */
    private volatile @Nullable Candidate candidate;

    private boolean decided;
    private boolean counted;

    PlanProgram(Dialplan plan, @Nullable Candidate candidate) {
        this.plan = plan;
        this.candidate = candidate;
    }

    @Override
    public void started(Call call) {
        counted = true;
        plan.callStarted();
        within(call, this::start);
    }

    @Override
    public void run(Call call) {
        within(call, mine -> {
            decide(mine);
            var taken = candidate;
            if (taken == null) mine.call().reject(404);
            else Actions.run(taken.route().body(), mine);
        });
    }

    @Override
    public void answered(Call call) {
        within(
                call,
                mine -> mine.answered(callbacks(mine, plan.table().callbacks().onAnswer())));
    }

    @Override
    public void ended(Call call, EndCause cause) {
        try {
            within(
                    call,
                    mine -> mine.ended(callbacks(mine, plan.table().callbacks().onEnd()), cause));
        } finally {
            if (counted) plan.callEnded();
        }
    }

    @Override
    public String label() {
        var taken = candidate;
        return taken == null ? "no route" : taken.route().label();
    }

    @Override
    public Priority priority() {
        var taken = candidate;
        return taken == null ? Priority.NORMAL : taken.route().priority();
    }

    private void start(RouteCall mine) {
        decide(mine);
        callbacks(mine, plan.table().callbacks().onStart()).forEach(action -> Actions.run(action, mine));
    }

    /** Callbacks are for calls that a route takes. */
    private java.util.List<Closure<?>> callbacks(RouteCall mine, java.util.List<RouteTable.Callback> all) {
        return candidate == null
                ? java.util.List.of()
                : Callbacks.in(mine.call().request().context(), all);
    }

    private void decide(RouteCall mine) {
        if (decided) return;
        decided = true;
        var call = mine.call();
        var asked = candidate;
        while (asked != null && !allowed(asked, mine)) asked = RouteTable.after(asked, call.request(), call.number());
        candidate = asked;
        if (asked != null) mine.matched(asked.groups());
    }

    private boolean allowed(Candidate asked, RouteCall mine) {
        candidate = asked; // so that a fault in its guard bears its name
        for (Object guard : asked.route().guards()) if (!mine.allows(guard, asked.groups())) return false;
        return true;
    }

    private void within(Call call, java.util.function.Consumer<RouteCall> work) {
        var mine = routeCall;
        if (mine == null) routeCall = mine = new RouteCall(call);
        RouteCall bound = mine;
        try {
            ScopedValue.where(RouteCall.CURRENT, bound).run(() -> work.accept(bound));
        } catch (CallEnded over) {
            throw over;
        } catch (Exception | StackOverflowError | AssertionError fault) {
            throw ScriptFault.of(fault);
        }
    }
}
