package org.strowger.dialplan.script;

import groovy.lang.Closure;
import org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation;

/**
 * Decides whether a call may take a route ({@code when: open}), or enter a context at all ({@code require registered}).
 * Asked on the call's thread; it has no verbs.
 */
@FunctionalInterface
public interface Guard {

    /** Whether the call may. */
    boolean allows(ScriptedCall call);

    /** Both. */
    default Guard and(Guard other) {
        return call -> allows(call) && other.allows(call);
    }

    /** Either. */
    default Guard or(Guard other) {
        return call -> allows(call) || other.allows(call);
    }

    /** The contrary. */
    default Guard negate() {
        return call -> !allows(call);
    }

    /** What a script wrote between braces. */
    static Guard of(Closure<?> written) {
        return call -> DefaultTypeTransformation.castToBoolean(call.run(written));
    }
}
