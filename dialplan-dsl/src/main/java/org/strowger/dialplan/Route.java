package org.strowger.dialplan;

import groovy.lang.Closure;
import java.util.List;

/**
 * A route.
 *
 * @param label file, line and what was written, for logs
 * @param guards decide further
 * @param body what is done with the call
 */
record Route(String label, Priority priority, Criteria criteria, List<Guard> guards, Closure<?> body) {
    Route {
        guards = List.copyOf(guards);
    }
}
