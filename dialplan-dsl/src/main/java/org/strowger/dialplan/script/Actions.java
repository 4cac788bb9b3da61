package org.strowger.dialplan.script;

import groovy.lang.Closure;
import org.jspecify.annotations.Nullable;

/** Runs what a script wrote between braces. */
final class Actions {

    private Actions() {}

    /**
     * Runs a closure of the plan for one call. The closure was made once, at load, and is shared by all calls: each
     * gets a copy with itself as the delegate.
     */
    static @Nullable Object run(Closure<?> shared, Object call, Object... arguments) {
        var action = (Closure<?>) shared.clone();
        action.setDelegate(call);
        action.setResolveStrategy(Closure.DELEGATE_FIRST);
        if (action.getMaximumNumberOfParameters() == 0) return action.call();
        return arguments.length == 0 ? action.call(call) : action.call(arguments);
    }
}
