package org.strowger.dialplan.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.strowger.dialplan.route.Outline;
import org.strowger.dialplan.route.Outline.Act;
import org.strowger.dialplan.route.Outline.Aim;
import org.strowger.dialplan.route.Outline.Branch;
import org.strowger.dialplan.route.Outline.Choice;
import org.strowger.dialplan.route.Outline.Dial;
import org.strowger.dialplan.route.Outline.Step;
import org.strowger.dialplan.route.Outlines;
import org.strowger.dialplan.route.Route;
import org.strowger.dialplan.route.RouteStatistics;
import org.strowger.dialplan.route.RouteTable;

/** A plan as boxes and arrows: contexts lead to routes, routes to verbs, decisions and targets. */
final class PlanGraph {

    /** What a box stands for. */
    enum Kind {
        CONTEXT,
        ROUTE,
        VERBS,
        DECISION,
        TARGET
    }

    /** A box. */
    record Node(int id, Kind kind, String label) {}

    /** An arrow; the label is empty where there is nothing to say. */
    record Edge(int from, int to, String label) {}

    /** Where the way goes on: behind a box, by an arrow with this label. */
    private record Tail(int from, String label) {}

    private final List<Node> nodes = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private final Map<String, Integer> targets = new LinkedHashMap<>();
    private final Map<String, RouteStatistics> live = new LinkedHashMap<>();

    /**
     * Draws a plan.
     *
     * @param calls of its routes, as a running switch counts them; routes that aren't among them are drawn without
     */
    PlanGraph(RouteTable table, Outlines outlines, List<RouteStatistics> calls) {
        calls.forEach(one -> live.put(one.context() + "\0" + one.route(), one));
        if (!table.emergencies().isEmpty()) context("emergencies", "", table.emergencies(), outlines);
        new TreeMap<>(table.contexts()).forEach((name, routes) -> context("context " + name, name, routes, outlines));
    }

    List<Node> nodes() {
        return nodes;
    }

    List<Edge> edges() {
        return edges;
    }

    private void context(String label, String name, List<Route> routes, Outlines outlines) {
        int context = node(Kind.CONTEXT, label);
        for (Route route : routes) {
            var calls = Optional.ofNullable(live.get(name + "\0" + route.label()));
            int box = node(Kind.ROUTE, route.label());
            edge(new Tail(context, calls.map(PlanGraph::counts).orElse("")), box);
            var steps = outlines.of(route.place()).map(Outline::steps).orElse(List.of());
            walk(steps, List.of(new Tail(box, "")), calls);
        }
    }

    private static String counts(RouteStatistics calls) {
        return calls.taken() + " calls, " + calls.running() + " now"
                + (calls.failed() > 0 ? ", " + calls.failed() + " failed" : "");
    }

    /** Draws steps behind these tails; answers where it goes on behind them. */
    private List<Tail> walk(List<Step> steps, List<Tail> before, Optional<RouteStatistics> calls) {
        var tails = before;
        var verbs = new ArrayList<String>();
        for (Step step : steps) {
            if (step instanceof Act act) {
                verbs.add(act.text());
                continue;
            }
            tails = flush(verbs, tails);
            tails = switch (step) {
                case Dial dial -> dial(dial, tails);
                case Choice choice -> choose(choice, tails, calls);
                case Act _ -> tails;
            };
        }
        return flush(verbs, tails);
    }

    private List<Tail> flush(List<String> verbs, List<Tail> tails) {
        if (verbs.isEmpty()) return tails;
        int box = node(Kind.VERBS, String.join("\n", verbs));
        verbs.clear();
        tails.forEach(tail -> edge(tail, box));
        return List.of(new Tail(box, ""));
    }

    private List<Tail> dial(Dial dial, List<Tail> tails) {
        int box = node(Kind.VERBS, dial.text());
        tails.forEach(tail -> edge(tail, box));
        for (Aim aim : dial.aims()) edge(new Tail(box, ""), target(aim));
        return List.of(new Tail(box, ""));
    }

    private int target(Aim aim) {
        String label = aim.kind() == Outline.Kind.URI ? aim.text().replaceAll("^['\"]|['\"]$", "") : aim.text();
        return targets.computeIfAbsent(label, text -> node(Kind.TARGET, text));
    }

    private List<Tail> choose(Choice choice, List<Tail> tails, Optional<RouteStatistics> calls) {
        int box = node(Kind.DECISION, choice.about());
        tails.forEach(tail -> edge(tail, box));
        var open = new ArrayList<Tail>();
        for (Branch branch : choice.branches())
            open.addAll(walk(branch.steps(), List.of(new Tail(box, branch.label() + counts(branch, calls))), calls));
        return open;
    }

    /** How often the outcomes came that a branch is for. */
    private static String counts(Branch branch, Optional<RouteStatistics> calls) {
        if (calls.isEmpty()) return "";
        long sum = 0;
        boolean any = false;
        for (String name : branch.label().split(", ", -1)) {
            any |= calls.get().outcomes().containsKey(name);
            sum += calls.get().outcomes().getOrDefault(name, 0L);
        }
        return any ? ": " + sum : "";
    }

    private int node(Kind kind, String label) {
        nodes.add(new Node(nodes.size(), kind, label));
        return nodes.size() - 1;
    }

    private void edge(Tail from, int to) {
        edges.add(new Edge(from.from(), to, from.label()));
    }
}
