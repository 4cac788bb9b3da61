package org.strowger.dialplan.plan;

import org.strowger.dialplan.route.Policy;
import org.strowger.dialplan.route.Route;

/** Who takes a call, by what a plan's policies and guards say of it. */
public sealed interface Decision {

    /** What stands in logs and records for who took it: file, line and what was written. */
    String label();

    /** A route takes it. */
    record TakenBy(Route route) implements Decision {
        @Override
        public String label() {
            return route.label();
        }
    }

    /** It is not what its context requires. */
    record RefusedBy(Policy policy) implements Decision {
        @Override
        public String label() {
            return policy.label();
        }
    }

    /** No route takes it. */
    record NoRoute() implements Decision {
        @Override
        public String label() {
            return PlanProgram.NO_ROUTE;
        }
    }

    /**
     * A guard threw: the call fails there.
     *
     * @param label whose guard
     */
    record Undecided(String label, Throwable why) implements Decision {}
}
