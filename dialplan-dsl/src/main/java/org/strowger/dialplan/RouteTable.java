package org.strowger.dialplan;

import groovy.lang.Closure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.strowger.call.Call.CallRequest;

/** The routes of a plan, as its scripts built them at load. Immutable; safe on any thread. */
final class RouteTable {

    /** The context of routes that stand in none. */
    static final String DEFAULT_CONTEXT = "default";

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
    List<Route> emergencies() {
        return emergencies;
    }

    /** Routes by context, in file order. */
    Map<String, List<Route>> contexts() {
        return contexts;
    }

    /** In file order. */
    List<Policy> policies() {
        return policies;
    }

    Callbacks callbacks() {
        return callbacks;
    }

    /** The emergency route that takes a call. */
    Optional<Route> emergency(RouteCall call, CallRequest request) {
        return firstOf(emergencyIndex, call, request);
    }

    /** The first route of its context that takes a call, on the call's thread: guards are asked. */
    Optional<Route> match(RouteCall call, CallRequest request) {
        return firstOf(indexes.getOrDefault(request.context(), RouteIndex.EMPTY), call, request);
    }

    private static Optional<Route> firstOf(RouteIndex routes, RouteCall call, CallRequest request) {
        for (var candidates = routes.candidates(call.getNumber()); candidates.hasNext(); ) {
            Route route = candidates.next();
            var groups = route.criteria().match(request, call.getNumber());
            if (groups == null) continue;
            call.consider(route, groups);
            if (call.allowed(route)) return Optional.of(route);
        }
        return Optional.empty();
    }

    /** Whether an emergency route takes calls to this number. Runs no script. */
    boolean isEmergency(String number) {
        for (var candidates = emergencyIndex.candidates(number); candidates.hasNext(); )
            if (candidates.next().criteria().takesNumber(number)) return true;
        return false;
    }

    /** A callback of the plan; an empty context is every context. */
    record Callback(String context, Closure<?> action) {
        /** Whether calls of a context are to have it. */
        boolean isIn(String entered) {
            return context.isEmpty() || context.equals(entered);
        }
    }

    /** A callback for a silence of this length. */
    record OnSilence(Duration length, Callback callback) {}

    /** Callbacks for what is heard of callers, in file order. */
    record Heard(
            List<Callback> onDtmf, List<OnSilence> onSilence, List<Callback> onMediaTimeout, List<Callback> onTone) {
        Heard {
            onDtmf = List.copyOf(onDtmf);
            onSilence = List.copyOf(onSilence);
            onMediaTimeout = List.copyOf(onMediaTimeout);
            onTone = List.copyOf(onTone);
        }
    }

    /** Callbacks of the plan, in file order. */
    record Callbacks(
            List<Callback> onStart,
            List<Callback> onAnswer,
            List<Callback> onReinvite,
            List<Callback> onEnd,
            List<Callback> onFault,
            Heard heard) {
        Callbacks {
            onStart = List.copyOf(onStart);
            onAnswer = List.copyOf(onAnswer);
            onReinvite = List.copyOf(onReinvite);
            onEnd = List.copyOf(onEnd);
            onFault = List.copyOf(onFault);
        }

        /** What is done when the script of a call in this context fails: the context's own, else the plan's. */
        Optional<Closure<?>> fallback(String context) {
            return onFault.stream()
                    .filter(callback -> callback.context().equals(context))
                    .findFirst()
                    .or(() -> onFault.stream()
                            .filter(callback -> callback.context().isEmpty())
                            .findFirst())
                    .map(Callback::action);
        }

        static List<Closure<?>> in(String context, List<Callback> all) {
            if (all.isEmpty()) return List.of();
            return all.stream()
                    .filter(callback -> callback.isIn(context))
                    .<Closure<?>>map(Callback::action)
                    .toList();
        }
    }
}
