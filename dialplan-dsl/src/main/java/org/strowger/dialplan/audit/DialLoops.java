package org.strowger.dialplan.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.strowger.dialplan.audit.PlanAudit.Mistake;
import org.strowger.dialplan.number.NumberLanguage;
import org.strowger.dialplan.number.NumberLanguage.Piece;
import org.strowger.dialplan.number.NumberLanguage.Symbols;
import org.strowger.dialplan.route.Outline;
import org.strowger.dialplan.route.Outline.UriText;
import org.strowger.dialplan.route.Outlines;
import org.strowger.dialplan.route.Route;
import org.strowger.dialplan.route.RouteLanguages;
import org.strowger.dialplan.route.RouteTable;
import org.strowger.dialplan.text.ProblemCode;
import org.strowger.dialplan.text.Span;

/**
 * Finds routes that dial the switch itself, and so one another, without end. Only what is dialled in any case counts,
 * not what stands in a decision.
 */
final class DialLoops {

    private record Onward(Route to, Span at) {}

    private final RouteTable table;
    private final Outlines outlines;
    private final Set<String> domains;
    private final RouteLanguages languages;
    private final IdentityHashMap<Route, List<Onward>> onward = new IdentityHashMap<>();

    DialLoops(RouteTable table, Outlines outlines, Set<String> domains, RouteLanguages languages) {
        this.table = table;
        this.outlines = outlines;
        this.domains = domains;
        this.languages = languages;
    }

    List<Mistake> mistakes() {
        var routes = new ArrayList<>(table.emergencies());
        table.contexts().values().forEach(routes::addAll);
        routes.forEach(route -> onward.put(route, onward(route)));
        var mistakes = new ArrayList<Mistake>();
        var told = new HashMap<Route.Place, Boolean>();
        for (Route route : routes) {
            for (Onward first : onward.getOrDefault(route, List.of())) {
                var circle = circle(route, first, new ArrayList<>());
                if (circle.isEmpty() || circle.get().stream().anyMatch(one -> told.containsKey(one.place()))) continue;
                circle.get().forEach(one -> told.put(one.place(), true));
                mistakes.add(mistake(route, first, circle.get()));
            }
        }
        return mistakes;
    }

    private static Mistake mistake(Route route, Onward first, List<Route> circle) {
        var others = circle.stream()
                .filter(one -> one != route)
                .map(one -> "line " + one.place().line())
                .toList();
        String way = others.isEmpty() ? "" : " by way of " + String.join(", ", others);
        return new Mistake(
                route.place(),
                Optional.of(first.at()),
                ProblemCode.ENDLESS_LOOP,
                "this call comes back to its own route" + way + ": an endless loop");
    }

    /** The routes of a circle that leads back, this one included; empty if there is none. */
    private Optional<List<Route>> circle(Route home, Onward next, List<Route> way) {
        var further = new ArrayList<>(way);
        if (next.to() == home) {
            further.add(home);
            return Optional.of(further);
        }
        if (way.contains(next.to())) return Optional.empty();
        further.add(next.to());
        return onward.getOrDefault(next.to(), List.of()).stream()
                .map(then -> circle(home, then, further))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private List<Onward> onward(Route route) {
        var steps = outlines.of(route.place()).map(Outline::steps).orElse(List.of());
        var all = new ArrayList<Onward>();
        for (Outline.Step step : steps) {
            if (!(step instanceof Outline.Dial dial)) continue;
            for (Outline.Aim aim : dial.aims())
                aim.uri()
                        .filter(uri -> domains.contains(uri.host().toLowerCase(Locale.ROOT)))
                        .flatMap(uri -> numbers(route, uri))
                        .flatMap(this::taker)
                        .ifPresent(taker -> all.add(new Onward(taker, dial.at())));
        }
        return all;
    }

    private Optional<NumberLanguage> numbers(Route route, UriText uri) {
        if (uri.user().size() == 1)
            return Optional.of(new NumberLanguage(literal(uri.user().getFirst())));
        return languages
                .of(route)
                .map(own -> new NumberLanguage(Piece.inTurn(List.of(
                        literal(uri.user().getFirst()),
                        own.copy(),
                        literal(uri.user().getLast())))));
    }

    private static Piece literal(String text) {
        return Piece.inTurn(
                text.chars().mapToObj(c -> Piece.of(Symbols.of((char) c))).toList());
    }

    /** The route that takes all these calls, as they come from nobody in particular; empty if another may take some. */
    private Optional<Route> taker(NumberLanguage numbers) {
        var routes = new ArrayList<>(table.emergencies());
        routes.addAll(table.contexts().getOrDefault(RouteTable.DEFAULT_CONTEXT, List.of()));
        return routes.stream()
                .filter(route -> route.guards().isEmpty() && !route.criteria().asksForMore())
                .filter(route -> languages
                        .of(route)
                        .filter(taken -> numbers.isWithin(List.of(taken)))
                        .isPresent())
                .findFirst();
    }
}
