package org.strowger.dialplan;

import groovy.lang.Closure;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.strowger.call.Call.CallRequest;

/**
 * The routes of a plan, as its scripts built them at load. Immutable.
 *
 * @param emergencies come first, in every context
 * @param contexts routes by context, in file order
 */
record RouteTable(List<Route> emergencies, Map<String, List<Route>> contexts, Callbacks callbacks) {

    /** The context of routes that stand in none. */
    static final String DEFAULT_CONTEXT = "default";

    RouteTable {
        emergencies = List.copyOf(emergencies);
        contexts = Map.copyOf(contexts);
    }

    /** A route that a call fits, guards aside, and how it goes on if a guard refuses. */
    record Candidate(Route route, Groups groups, List<Route> among, int index) {}

    /** The first route that a call fits, guards aside; null if there is none. */
    @Nullable
    Candidate first(CallRequest request, String number) {
        var emergency = next(emergencies, 0, request, number);
        return emergency != null
                ? emergency
                : next(contexts.getOrDefault(request.context(), List.of()), 0, request, number);
    }

    /** The next one after a candidate whose guard refused. */
    static @Nullable Candidate after(Candidate refused, CallRequest request, String number) {
        return next(refused.among(), refused.index() + 1, request, number);
    }

    private static @Nullable Candidate next(List<Route> among, int from, CallRequest request, String number) {
        for (int i = from; i < among.size(); i++) {
            Route route = among.get(i);
            var groups = route.criteria().match(request, number);
            if (groups != null) return new Candidate(route, groups, among, i);
        }
        return null;
    }

    /** A callback of the plan; an empty context is every context. */
    record Callback(String context, Closure<?> action) {}

    /** Callbacks of the plan, in file order. */
    record Callbacks(List<Callback> onStart, List<Callback> onAnswer, List<Callback> onEnd) {
        Callbacks {
            onStart = List.copyOf(onStart);
            onAnswer = List.copyOf(onAnswer);
            onEnd = List.copyOf(onEnd);
        }

        static List<Closure<?>> in(String context, List<Callback> all) {
            if (all.isEmpty()) return List.of();
            return all.stream()
                    .filter(callback ->
                            callback.context().isEmpty() || callback.context().equals(context))
                    .<Closure<?>>map(Callback::action)
                    .toList();
        }
    }
}
