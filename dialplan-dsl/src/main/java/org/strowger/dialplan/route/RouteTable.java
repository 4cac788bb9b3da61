package org.strowger.dialplan.route;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.strowger.call.Call.CallRequest;
import org.strowger.dialplan.script.Callbacks;
import org.strowger.dialplan.script.ScriptedCall;

/** The routes of a plan, as its scripts built them at load. Immutable; safe on any thread. */
public final class RouteTable {

    /** The context of routes that stand in none. */
    public static final String DEFAULT_CONTEXT = "default";

    private final List<Route> emergencies;
    private final Map<String, List<Route>> contexts;
    private final List<Policy> policies;
    private final Callbacks callbacks;
    private final RouteIndex emergencyIndex;
    private final Map<String, RouteIndex> indexes;

    RouteTable(List<Route> emergencies, Map<String, List<Route>> contexts, List<Policy> policies, Callbacks callbacks) {
        this.emergencies = List.copyOf(emergencies);
        this.contexts = Map.copyOf(contexts);
        this.policies = List.copyOf(policies);
        this.callbacks = callbacks;
        this.emergencyIndex = new RouteIndex(emergencies);
        this.indexes = contexts.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> new RouteIndex(entry.getValue())));
    }

    /** They come first, in every context. */
    public List<Route> emergencies() {
        return emergencies;
    }

    /** Routes by context, in file order. */
    public Map<String, List<Route>> contexts() {
        return contexts;
    }

    /** Whether no call can be taken. */
    public boolean isEmpty() {
        return emergencies.isEmpty() && contexts.isEmpty();
    }

    /** In file order. */
    public List<Policy> policies() {
        return policies;
    }

    public Callbacks callbacks() {
        return callbacks;
    }

    /** The emergency route that takes a call. */
    public Optional<Route> emergency(ScriptedCall call, CallRequest request) {
        return firstOf(emergencyIndex, call, request);
    }

    /** The first route of its context that takes a call, on the call's thread: guards are asked. */
    public Optional<Route> match(ScriptedCall call, CallRequest request) {
        return firstOf(indexes.getOrDefault(request.context(), RouteIndex.EMPTY), call, request);
    }

    private static Optional<Route> firstOf(RouteIndex routes, ScriptedCall call, CallRequest request) {
        for (var candidates = routes.candidates(call.number()); candidates.hasNext(); ) {
            Route route = candidates.next();
            var groups = route.criteria().match(request, call.number());
            if (groups == null) continue;
            call.consider(route, groups);
            if (call.allowed(route)) return Optional.of(route);
        }
        return Optional.empty();
    }

    /** Whether an emergency route takes calls to this number. Runs no script. */
    public boolean isEmergency(String number) {
        for (var candidates = emergencyIndex.candidates(number); candidates.hasNext(); )
            if (candidates.next().criteria().takesNumber(number)) return true;
        return false;
    }
}
