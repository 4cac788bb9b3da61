package org.strowger.dialplan.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.strowger.call.Call.CallRequest;
import org.strowger.call.CallProgram;
import org.strowger.call.Caller;
import org.strowger.dialplan.lookup.DataServices;
import org.strowger.dialplan.route.CallFate;
import org.strowger.dialplan.route.Outlines;
import org.strowger.dialplan.route.Policy;
import org.strowger.dialplan.route.Route;
import org.strowger.dialplan.route.RouteStatistics;
import org.strowger.dialplan.route.RouteTable;
import org.strowger.dialplan.script.RouteCall;
import org.strowger.dialplan.script.ScriptFaults;
import org.strowger.dialplan.script.ScriptedCall;
import org.strowger.dialplan.table.TableShape;

/**
 * A loaded plan. Immutable but for the count of calls that run on it: when another plan has taken its place and the
 * last of them is over, its classes are let go. Safe on any thread.
 */
public final class Dialplan {

    private static final int NOT_FOUND = 404;

    private final int version;
    private final RouteTable table;
    private final Outlines outlines;
    private final Map<Path, String> texts;
    private final ScriptClasses classes;
    private final DataServices services;
    private final PlanCounts counts = new PlanCounts();
    private volatile boolean retired;

    public Dialplan(
            int version,
            RouteTable table,
            Outlines outlines,
            Map<Path, String> texts,
            ScriptClasses classes,
            DataServices services) {
        this.version = version;
        this.table = table;
        this.outlines = outlines;
        this.texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
        this.classes = classes;
        this.services = services;
    }

    /** The files that it was read from, included ones too. */
    public List<Path> files() {
        return List.copyOf(texts.keySet());
    }

    /** Its number among those that its loader has loaded, from 1. */
    public int version() {
        return version;
    }

    /** The tables that it declares, by name. */
    public Map<String, TableShape> tables() {
        return services.declared();
    }

    /** The files as they were read. */
    public Map<Path, String> texts() {
        return texts;
    }

    /** What its routes do, as far as their text tells. */
    public Outlines outlines() {
        return outlines;
    }

    /** The routes, as logs name them: emergencies, then each context's in file order. */
    public List<String> routes() {
        var all = new ArrayList<>(table.emergencies().stream().map(Route::label).toList());
        table.contexts().values().forEach(routes -> routes.forEach(route -> all.add(route.label())));
        return List.copyOf(all);
    }

    /**
     * Finds the program for a call, on the call's thread: guards are asked. Whoever asks sees to it that the program's
     * {@code ended} is called, since calls are counted.
     */
    public CallProgram program(CallRequest request, String number, Caller caller) {
        return program(request, number, caller, services);
    }

    /** The same for a call that only looks: whatever it asks, it spends nothing. */
    public CallProgram programToExplain(CallRequest request, String number, Caller caller) {
        return program(request, number, caller, services.looking());
    }

    /** The same for one of many calls that are over: no table is copied for it, and none may be asked. */
    public CallProgram programToRetell(CallRequest request, String number, Caller caller) {
        return program(request, number, caller, services.unasked());
    }

    private CallProgram program(CallRequest request, String number, Caller caller, DataServices asked) {
        counts.began();
        ScriptedCall call = scripted(request, number, caller, asked);
        return switch (decision(call, request)) {
            case Decision.TakenBy(Route route) -> new PlanProgram(this, call, Optional.of(route));
            case Decision.NoRoute() -> new PlanProgram(this, call, Optional.empty());
            case Decision.RefusedBy(Policy policy) -> new RefusedByPolicy(this, policy);
            case Decision.Undecided(String label, Throwable why) -> new FailedGuard(this, call, label, why);
        };
    }

    private static ScriptedCall scripted(CallRequest request, String number, Caller caller, DataServices asked) {
        var call = new ScriptedCall(request, number, caller, asked);
        RouteCall.speakFor(call);
        return call;
    }

    /** Who would take a call: guards are asked, on this thread, and nothing is counted. */
    public Decision decide(CallRequest request, String number, Caller caller) {
        return decision(scripted(request, number, caller, services), request);
    }

    private Decision decision(ScriptedCall call, CallRequest request) {
        try {
            return ScopedValue.where(ScriptedCall.CURRENT, call).call(() -> decide(call, request));
        } catch (Exception | StackOverflowError | AssertionError thrown) {
            Throwable why = thrown instanceof RuntimeException wrapped ? ScriptFaults.unwrapped(wrapped) : thrown;
            return new Decision.Undecided(call.considering(), why);
        }
    }

    /** Emergencies come first; then what the context requires of its callers; then its routes. */
    private Decision decide(ScriptedCall call, CallRequest request) {
        Optional<Route> emergency = table.emergency(call, request);
        if (emergency.isPresent()) return new Decision.TakenBy(emergency.get());
        for (Policy policy : table.policies()) {
            if (!policy.isFor(request.context())) continue;
            call.consider(policy.label());
            if (!policy.guard().allows(call)) return new Decision.RefusedBy(policy);
        }
        return table.match(call, request).<Decision>map(Decision.TakenBy::new).orElseGet(Decision.NoRoute::new);
    }

    /** Whether an emergency route takes calls to this number, in whatever context. Runs no script. */
    public boolean isEmergency(String number) {
        return table.isEmergency(number);
    }

    /** Where a call goes on that has been taken already: what its context requires counts for each number. */
    Onward onward(ScriptedCall call, String number) {
        return ScopedValue.where(ScriptedCall.CURRENT, call).call(() -> call.goesOn(number, () -> onward(call)));
    }

    private Onward onward(ScriptedCall call) {
        for (Policy policy : table.policies()) {
            if (!policy.isFor(call.context())) continue;
            call.consider(policy.label());
            if (!policy.guard().allows(call)) return new Onward(Optional.empty(), policy.otherwise());
        }
        return new Onward(table.match(call, call.called()), NOT_FOUND);
    }

    /**
     * Where a call goes on.
     *
     * @param route that takes it
     * @param otherwise the status that refuses it where there is none
     */
    record Onward(Optional<Route> route, int otherwise) {}

    /** What the plan does about a script that has failed, on the call's thread. */
    void lastWords(ScriptedCall call, String why) throws Exception {
        var fallback = table.callbacks().fallback(call.context());
        if (fallback.isPresent()) call.within(() -> call.run(fallback.get(), why));
    }

    public RouteTable table() {
        return table;
    }

    /** Another plan has taken its place. Calls that run on it go on. */
    public void retire() {
        retired = true;
        if (counts.running() == 0) classes.release();
    }

    void callEnded(CallFate fate) {
        if (counts.ended(fate) == 0 && retired) classes.release();
    }

    public PlanCounts counts() {
        return counts;
    }

    /** The calls of its routes: emergencies, then each context's in file order. */
    public List<RouteStatistics> statistics() {
        var all = new ArrayList<RouteStatistics>();
        table.emergencies().forEach(route -> all.add(route.counts().statistics(route, "")));
        table.contexts()
                .forEach((context, routes) ->
                        routes.forEach(route -> all.add(route.counts().statistics(route, context))));
        return List.copyOf(all);
    }
}
