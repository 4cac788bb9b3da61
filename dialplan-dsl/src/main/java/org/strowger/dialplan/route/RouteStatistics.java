package org.strowger.dialplan.route;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The calls of a route since its version was loaded.
 *
 * @param context empty for emergencies, which stand in all
 * @param route as logs name it
 * @param running calls that are not over
 * @param taken all calls that it took
 * @param failed those whose script failed, or whose caller got 5xx
 * @param outcomes of its dials, by name; those that never came are left out
 */
public record RouteStatistics(
        String context, String route, int running, long taken, long failed, Map<String, Long> outcomes) {
    /** Copies. */
    public RouteStatistics {
        outcomes = Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
    }
}
