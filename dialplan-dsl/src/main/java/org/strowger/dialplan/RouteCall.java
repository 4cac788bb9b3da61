package org.strowger.dialplan;

import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.List;
import org.strowger.call.Call;
import org.strowger.call.EndCause;

/**
 * A call in the hands of a script: the delegate of a route's body, and what the script's methods find as {@code call}. Lives on the call's thread.
 */
public final class RouteCall implements CallVerbs {

    /** The call that the thread runs a script for. */
    static final ScopedValue<RouteCall> CURRENT = ScopedValue.newInstance();

    private enum Phase {
        DECIDING,
        RUNNING,
        ENDED
    }

    private final Call call;
    private final Request request;
    private final List<Closure<?>> onAnswer = new ArrayList<>();
    private final List<Closure<?>> onEnd = new ArrayList<>();
    private Groups groups = Groups.NONE;
    private Phase phase = Phase.RUNNING;
    private boolean answered;

    RouteCall(Call call) {
        this.call = call;
        this.request = new Request(call.request());
    }

    @Override
    public RouteCall getCall() {
        return this;
    }

    Call call() {
        return call;
    }

    /** The call, for a verb that does something. */
    Call acting() {
        if (phase == Phase.DECIDING) {
            throw new IllegalStateException(
                    "a guard only decides: verbs that act on the call stand in the route's body");
        }
        return call;
    }

    Request request() {
        return request;
    }

    Groups groups() {
        return groups;
    }

    /** Asks a guard; on the call's thread, since it is the author's code and may take its time. */
    boolean allows(Object guard, Groups matched) {
        groups = matched;
        phase = Phase.DECIDING;
        try {
            return guard instanceof Closure<?> closure && Boolean.TRUE.equals(truth(Actions.run(closure, this)));
        } finally {
            phase = Phase.RUNNING;
        }
    }

    private static Boolean truth(@org.jspecify.annotations.Nullable Object answer) {
        return org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation.castToBoolean(answer);
    }

    void matched(Groups matched) {
        groups = matched;
    }

    @Override
    public void onStart(Closure<?> action) {
        Actions.run(action, this); // a route's body runs in a call that has started
    }

    @Override
    public void onAnswer(Closure<?> action) {
        if (answered) Actions.run(action, this);
        else onAnswer.add(action);
    }

    @Override
    public void onEnd(Closure<?> action) {
        if (phase == Phase.ENDED) throw new IllegalStateException("the call is over: onEnd comes too late");
        onEnd.add(action);
    }

    /** Runs the actions of the plan, then those of the route. */
    void answered(List<Closure<?>> plan) {
        answered = true;
        plan.forEach(action -> Actions.run(action, this));
        List.copyOf(onAnswer).forEach(action -> Actions.run(action, this));
    }

    /** Runs the actions of the plan, then those of the route: all of them, even if some fail. */
    void ended(List<Closure<?>> plan, EndCause cause) {
        phase = Phase.ENDED;
        var all = new ArrayList<>(plan);
        all.addAll(onEnd);
        RuntimeException failure = null;
        for (Closure<?> action : all) {
            try {
                Actions.run(action, this, cause);
            } catch (RuntimeException e) {
                if (failure == null) failure = e;
                else failure.addSuppressed(e);
            }
        }
        if (failure != null) throw failure;
    }
}
