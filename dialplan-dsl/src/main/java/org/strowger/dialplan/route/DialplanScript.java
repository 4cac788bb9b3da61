package org.strowger.dialplan.route;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import groovy.lang.Script;
import groovy.transform.stc.ClosureParams;
import groovy.transform.stc.SimpleType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.strowger.dialplan.script.CallVerbs;
import org.strowger.dialplan.script.LastingTable;
import org.strowger.dialplan.script.RouteCall;
import org.strowger.dialplan.script.ScriptedCall;

/**
 * What a dialplan's script is made of. Its words are those of {@link PlanVerbs} while it is loaded, and those of {@link
 * CallVerbs} during calls.
 */
public abstract class DialplanScript extends Script implements PlanVerbs, CallVerbs {

    private @Nullable PlanBuilder plan;

    /** Runs the top level. */
    public final void build(PlanBuilder builder) {
        plan = builder;
        try {
            run();
        } finally {
            plan = null; // before any call sees the script
        }
    }

    @Override
    public final PlanBuilder plan() {
        if (plan == null)
            throw new IllegalStateException("the plan is built at the top level of the script, not during a call");
        return plan;
    }

    @Override
    public final RouteCall getCall() {
        return RouteCall.current();
    }

    @Override
    public final ScriptedCall scripted() {
        return ScriptedCall.current();
    }

    @Override
    public LastingTable table(String name) {
        return plan == null ? CallVerbs.super.table(name) : plan.table(name);
    }

    @Override
    public void onStart(@DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST) Closure<?> action) {
        if (plan != null) plan.onStart(action);
        else CallVerbs.super.onStart(action);
    }

    @Override
    public void onAnswer(@DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST) Closure<?> action) {
        if (plan != null) plan.onAnswer(action);
        else CallVerbs.super.onAnswer(action);
    }

    @Override
    public void onReinvite(
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST)
                    @ClosureParams(value = SimpleType.class, options = "org.strowger.call.OfferedChange")
                    Closure<?> action) {
        if (plan != null) plan.onReinvite(action);
        else CallVerbs.super.onReinvite(action);
    }

    @Override
    public void onEnd(
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST)
                    @ClosureParams(value = SimpleType.class, options = "org.strowger.call.EndCause")
                    Closure<?> action) {
        if (plan != null) plan.onEnd(action);
        else CallVerbs.super.onEnd(action);
    }

    @Override
    public void onDtmf(
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST)
                    @ClosureParams(value = SimpleType.class, options = "java.lang.String")
                    Closure<?> action) {
        if (plan != null) plan.onDtmf(action);
        else CallVerbs.super.onDtmf(action);
    }

    @Override
    public void onSilence(
            Duration silence,
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST) Closure<?> action) {
        if (plan != null) plan.onSilence(silence, action);
        else CallVerbs.super.onSilence(silence, action);
    }

    @Override
    public void onMediaTimeout(
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST) Closure<?> action) {
        if (plan != null) plan.onMediaTimeout(action);
        else CallVerbs.super.onMediaTimeout(action);
    }

    @Override
    public void onTone(
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST)
                    @ClosureParams(value = SimpleType.class, options = "org.strowger.call.event.MachineTone")
                    Closure<?> action) {
        if (plan != null) plan.onTone(action);
        else CallVerbs.super.onTone(action);
    }
}
