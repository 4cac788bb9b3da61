package org.strowger.dialplan;

import groovy.lang.Closure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.strowger.call.Call.CallRequest;

/**
 * The routes of a plan, as its scripts built them at load. Immutable.
 *
 * @param emergencies come first, in every context
 * @param contexts routes by context, in file order
 * @param policies in file order
 */
record RouteTable(
        List<Route> emergencies, Map<String, List<Route>> contexts, List<Policy> policies, Callbacks callbacks) {

    /** The context of routes that stand in none. */
    static final String DEFAULT_CONTEXT = "default";

    RouteTable {
        emergencies = List.copyOf(emergencies);
        contexts = Map.copyOf(contexts);
        policies = List.copyOf(policies);
    }

    /** The emergency route that takes a call. */
    Optional<Route> emergency(RouteCall call, CallRequest request) {
        return firstOf(emergencies, call, request);
    }

    /** The first route of its context that takes a call, on the call's thread: guards are asked. */
    Optional<Route> match(RouteCall call, CallRequest request) {
        return firstOf(contexts.getOrDefault(request.context(), List.of()), call, request);
    }

    private static Optional<Route> firstOf(List<Route> routes, RouteCall call, CallRequest request) {
        for (Route route : routes) {
            var groups = route.criteria().match(request, call.getNumber());
            if (groups == null) continue;
            call.consider(route, groups);
            if (call.allowed(route)) return Optional.of(route);
        }
        return Optional.empty();
    }

    /** Whether an emergency route takes calls to this number. Runs no script. */
    boolean isEmergency(String number) {
        for (Route route : emergencies) if (route.criteria().takesNumber(number)) return true;
        return false;
    }

    /** A callback of the plan; an empty context is every context. */
    record Callback(String context, Closure<?> action) {}

    /** Callbacks of the plan, in file order. */
    record Callbacks(List<Callback> onStart, List<Callback> onAnswer, List<Callback> onReinvite, List<Callback> onEnd) {
        Callbacks {
            onStart = List.copyOf(onStart);
            onAnswer = List.copyOf(onAnswer);
            onReinvite = List.copyOf(onReinvite);
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
