package org.strowger.dialplan.route;

import groovy.lang.Closure;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.strowger.dialplan.number.NumberTable;
import org.strowger.dialplan.script.Candidate;
import org.strowger.dialplan.script.Guard;

/**
 * A route.
 *
 * @param place where it is written
 * @param label file, line and what was written, for logs
 * @param guards decide further
 * @param body what is done with the call
 * @param counts of the calls that it takes
 */
public record Route(
        Place place,
        String label,
        Priority priority,
        Criteria criteria,
        List<Guard> guards,
        Closure<?> body,
        RouteCounts counts)
        implements Candidate {

    /** A line of a file. */
    public record Place(Path file, int line) {}

    public Route {
        guards = List.copyOf(guards);
    }

    /** A route that has taken no call yet. */
    Route(Place place, String label, Priority priority, Criteria criteria, List<Guard> guards, Closure<?> body) {
        this(place, label, priority, criteria, guards, body, new RouteCounts());
    }

    @Override
    public Optional<NumberTable> table() {
        return criteria.table();
    }

    @Override
    public boolean isEmergency() {
        return priority == Priority.EMERGENCY;
    }
}
