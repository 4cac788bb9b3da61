package org.strowger.dialplan.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.strowger.dialplan.audit.PlanAudit.Mistake;
import org.strowger.dialplan.number.NumberLanguage;
import org.strowger.dialplan.route.Criteria;
import org.strowger.dialplan.route.Route;
import org.strowger.dialplan.route.RouteLanguages;
import org.strowger.dialplan.text.ProblemCode;

/**
 * Finds routes that never take a call, since routes before them take all that they could. A route with a guard hides
 * none. Each route costs a look at those before it that begin with the same characters as one of its numbers, so that a
 * table of ten thousand is no burden.
 */
final class HiddenRoutes {

    /** Up to so many routes before one are looked at together; beyond, those that take one example of its numbers. */
    private static final int TOGETHER = 200;

    private final RouteLanguages languages;

    HiddenRoutes(RouteLanguages languages) {
        this.languages = languages;
    }

    /** Those of a list that are hidden by others of it, or by these before them. */
    List<Mistake> among(List<Route> before, List<Route> routes) {
        var mistakes = new ArrayList<Mistake>();
        var earlier = new EarlierRoutes();
        before.forEach(earlier::add);
        for (Route route : routes) {
            hiders(route, earlier).ifPresent(hiders -> mistakes.add(mistake(route, hiders)));
            earlier.add(route);
        }
        return mistakes;
    }

    private static Mistake mistake(Route hidden, List<Route> hiders) {
        String by = hiders.size() == 1 ? "the route" : "the routes";
        var places = hiders.stream()
                .map(route -> where(route, hidden) + route.place().line())
                .toList();
        return new Mistake(
                hidden.place(),
                Optional.empty(),
                ProblemCode.HIDDEN_ROUTE,
                "this route never takes a call: " + by + " on " + String.join(" and ", places)
                        + (hiders.size() == 1 ? " takes" : " take") + " them all");
    }

    private static String where(Route route, Route seenFrom) {
        return route.place().file().equals(seenFrom.place().file())
                ? "line "
                : route.place().file().getFileName() + " line ";
    }

    /** The routes that together take all that this one could; empty if there are none, or that can't be told. */
    private Optional<List<Route>> hiders(Route route, EarlierRoutes earlier) {
        var language = languages.of(route);
        if (language.isEmpty()) return Optional.empty();
        var example = language.get().example();
        if (example.isEmpty()) return Optional.empty();
        var taking = earlier.taking(example.get()).stream()
                .filter(other -> asksNoMore(other.criteria(), route.criteria()))
                .toList();
        if (taking.isEmpty()) return Optional.empty(); // what the matcher itself says of one of its numbers
        for (Route other : taking) if (isWithin(language.get(), List.of(other))) return Optional.of(List.of(other));
        if (earlier.size() > TOGETHER) return Optional.empty();
        var all = earlier.all().stream()
                .filter(other -> asksNoMore(other.criteria(), route.criteria()))
                .toList();
        return isWithin(language.get(), all) ? Optional.of(needed(language.get(), all)) : Optional.empty();
    }

    private boolean isWithin(NumberLanguage language, List<Route> routes) {
        var others =
                routes.stream().map(languages::of).flatMap(Optional::stream).toList();
        return !others.isEmpty() && language.isWithin(others);
    }

    /** Leaves out whatever can be left out. */
    private List<Route> needed(NumberLanguage language, List<Route> routes) {
        var needed = new ArrayList<>(routes);
        for (Route route : routes) {
            var rest = needed.stream().filter(other -> other != route).toList();
            if (isWithin(language, rest)) needed.removeIf(other -> other == route);
        }
        return needed;
    }

    /** Whether whatever fulfils the second in all but the number fulfils the first too. */
    private static boolean asksNoMore(Criteria one, Criteria other) {
        return isSameOrNothing(one.from(), other.from())
                && isSameOrNothing(one.to(), other.to())
                && isSameOrNothing(one.source(), other.source())
                && isSameOrNothing(one.trunk(), other.trunk())
                && other.headers().entrySet().containsAll(one.headers().entrySet());
    }

    private static boolean isSameOrNothing(Optional<?> one, Optional<?> other) {
        return one.isEmpty() || one.map(String::valueOf).equals(other.map(String::valueOf));
    }

    /** Routes without guards, by the characters that their numbers begin with. */
    private static final class EarlierRoutes {

        private static final int DEPTH = 4;

        private final Map<String, List<Route>> byPrefix = new java.util.HashMap<>();
        private final List<Route> all = new ArrayList<>();

        void add(Route route) {
            if (!route.guards().isEmpty()) return;
            all.add(route);
            byPrefix.computeIfAbsent(prefix(route.criteria()), _ -> new ArrayList<>())
                    .add(route);
        }

        List<Route> all() {
            return all;
        }

        int size() {
            return all.size();
        }

        List<Route> taking(String number) {
            var found = new ArrayList<Route>();
            for (int length = 0; length <= Math.min(DEPTH, number.length()); length++)
                for (Route route : byPrefix.getOrDefault(number.substring(0, length), List.of()))
                    if (route.criteria().takesNumber(number)) found.add(route);
            return found;
        }

        private static String prefix(Criteria criteria) {
            if (criteria.numbers().size() != 1) return "";
            String pattern = criteria.numbers().getFirst().toString();
            int length = 0;
            while (length < Math.min(DEPTH, pattern.length()) && "XZN.![".indexOf(pattern.charAt(length)) < 0) length++;
            return pattern.substring(0, length);
        }
    }
}
