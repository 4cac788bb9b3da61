package org.strowger.dialplan;

import groovy.lang.Closure;
import java.nio.file.Path;
import java.util.List;

/**
 * A route.
 *
 * @param place where it is written
 * @param label file, line and what was written, for logs
 * @param guards decide further
 * @param body what is done with the call
 */
record Route(Place place, String label, Priority priority, Criteria criteria, List<Guard> guards, Closure<?> body) {

    /** A line of a file. */
    record Place(Path file, int line) {}

    Route {
        guards = List.copyOf(guards);
    }
}
