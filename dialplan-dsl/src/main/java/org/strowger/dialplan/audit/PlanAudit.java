package org.strowger.dialplan.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.strowger.dialplan.route.Outlines;
import org.strowger.dialplan.route.Route;
import org.strowger.dialplan.route.RouteLanguages;
import org.strowger.dialplan.route.RouteTable;
import org.strowger.dialplan.text.ProblemCode;
import org.strowger.dialplan.text.Span;

/**
 * Looks for mistakes that only the table as a whole shows: routes that never get a call, emergencies that not all can
 * reach, calls that go in circles.
 */
public final class PlanAudit {

    /**
     * A mistake.
     *
     * @param at the offending text; empty for the subject of the word at the place
     */
    public record Mistake(Route.Place place, Optional<Span> at, ProblemCode code, String message) {}

    /**
     * Numbers that callers expect to reach somebody from everywhere: North America's and Europe's; phones dial 112 for
     * "emergency" by themselves.
     */
    private static final List<String> EMERGENCIES = List.of("911", "112");

    private final RouteTable table;
    private final Outlines outlines;
    private final Set<String> domains;

    public PlanAudit(RouteTable table, Outlines outlines, Set<String> domains) {
        this.table = table;
        this.outlines = outlines;
        this.domains = domains;
    }

    public List<Mistake> problems() {
        var languages = new RouteLanguages();
        var all = new ArrayList<Mistake>();
        var hidden = new HiddenRoutes(languages);
        all.addAll(hidden.among(List.of(), table.emergencies()));
        table.contexts().values().forEach(routes -> all.addAll(hidden.among(table.emergencies(), routes)));
        EMERGENCIES.forEach(number -> all.addAll(unequalEmergency(number)));
        all.addAll(new DialLoops(table, outlines, domains, languages).mistakes());
        return List.copyOf(all);
    }

    /** An emergency number that is an ordinary route in one context and nothing in another. */
    private List<Mistake> unequalEmergency(String number) {
        if (table.isEmergency(number)) return List.of();
        Map<String, Optional<Route>> written = new LinkedHashMap<>();
        table.contexts()
                .forEach((context, routes) -> written.put(
                        context,
                        routes.stream()
                                .filter(route -> isWrittenFor(route, number))
                                .findFirst()));
        var without = written.entrySet().stream()
                .filter(context -> context.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (without.isEmpty()) return List.of();
        return written.values().stream()
                .flatMap(Optional::stream)
                .map(route -> new Mistake(
                        route.place(),
                        Optional.empty(),
                        ProblemCode.EMERGENCY,
                        number + " can't be called from context '" + without.getFirst() + "': write emergency('"
                                + number + "'), which comes first in every context"))
                .toList();
    }

    private static boolean isWrittenFor(Route route, String number) {
        return route.criteria().numbers().stream()
                .anyMatch(pattern -> pattern.toString().equals(number));
    }
}
