package org.strowger.dialplan.explain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.strowger.dialplan.plan.Decision;
import org.strowger.dialplan.plan.Dialplan;
import org.strowger.dialplan.route.Policy;
import org.strowger.dialplan.route.Route;
import org.strowger.dialplan.route.RouteTable;

/**
 * Finds the routes and policies of an earlier plan again in one that was made of it. Lines move, so the same one is the
 * one of the same file and context with the same words. On one thread.
 *
 * <p>Where the earlier plan is there too, routes of the same words are told apart by their order, and those that have
 * nobody of their words are found by their numbers alone: their conditions were changed.
 */
public final class Heirs {

    /** A file of records may name any number of routes; what is beyond this is found anew each time. */
    private static final int MOST_KEPT = 10_000;

    private static final String NO_ROUTE = new Decision.NoRoute().label();

    /** Which of the later plan's is meant. */
    public sealed interface Heir {

        /** This one, by its label. */
        record One(String label) implements Heir {}

        /** One of these, whose words are the same. */
        record Several(List<String> labels) implements Heir {}

        /** None. */
        record None() implements Heir {}
    }

    private record Asked(String context, String label) {}

    private final Dialplan later;
    private final Optional<Dialplan> earlier;
    private final Map<String, Index> indexes = new HashMap<>(); // by context
    private final Map<Asked, Heir> kept = new HashMap<>();

    private Heirs(Dialplan later, Optional<Dialplan> earlier) {
        this.later = later;
        this.earlier = earlier;
    }

    /** In this plan, of one that is known by its records only. */
    public static Heirs in(Dialplan later) {
        return new Heirs(later, Optional.empty());
    }

    /** In this plan, of that one. */
    public static Heirs in(Dialplan later, Dialplan earlier) {
        return new Heirs(later, Optional.of(earlier));
    }

    /** A label without its line, as who reads wants to see it. */
    public static String unplaced(String label) {
        return RouteLabel.of(label).unplaced();
    }

    /**
     * The heir of the route or policy of this label, asked for calls of this context. That of {@code no route} is
     * {@code no route}.
     */
    public Heir heir(String context, String label) {
        Asked asked = new Asked(context, label);
        Heir known = kept.get(asked);
        if (known != null) return known;
        Heir found = find(context, label);
        if (kept.size() < MOST_KEPT) kept.put(asked, found);
        return found;
    }

    private Heir find(String context, String label) {
        if (label.equals(NO_ROUTE)) return new Heir.One(label);
        Index index = indexes.computeIfAbsent(isKnown(context) ? context : "", this::index);
        String other = index.pairs.get(label);
        if (other != null) return new Heir.One(other);
        List<String> same = index.words.getOrDefault(unplaced(label), List.of());
        if (same.isEmpty()) return new Heir.None();
        return same.size() == 1 ? new Heir.One(same.getFirst()) : new Heir.Several(same);
    }

    private boolean isKnown(String context) {
        RouteTable table = later.table();
        return table.contexts().containsKey(context)
                || table.policies().stream().anyMatch(policy -> policy.context().equals(context));
    }

    /**
     * The later plan's for one context.
     *
     * @param words their labels, by these without the line
     * @param pairs what is one in both plans: labels by labels
     */
    private record Index(Map<String, List<String>> words, Map<String, String> pairs) {}

    private Index index(String context) {
        List<RouteLabel> now = labels(later, context);
        Map<String, List<String>> words = grouped(now, RouteLabel::unplaced);
        Map<String, String> pairs = new HashMap<>();
        if (earlier.isPresent()) pair(labels(earlier.get(), context), now, pairs);
        else now.forEach(one -> pairs.put(one.whole(), one.whole()));
        return new Index(words, pairs);
    }

    private static void pair(List<RouteLabel> before, List<RouteLabel> now, Map<String, String> pairs) {
        Map<String, List<String>> old = grouped(before, RouteLabel::unplaced);
        Map<String, List<String>> fresh = grouped(now, RouteLabel::unplaced);
        pair(old, fresh, pairs);
        pair(
                grouped(left(before, fresh), RouteLabel::unconditional),
                grouped(left(now, old), RouteLabel::unconditional),
                pairs);
    }

    /** Those that can be told apart: as many here as there, in their order. */
    private static void pair(
            Map<String, List<String>> before, Map<String, List<String>> now, Map<String, String> pairs) {
        before.forEach((words, labels) -> {
            List<String> heirs = now.getOrDefault(words, List.of());
            if (heirs.size() != labels.size()) return;
            for (int i = 0; i < labels.size(); i++) pairs.put(labels.get(i), heirs.get(i));
        });
    }

    /** Those whose words the other plan doesn't have, but numbers. */
    private static List<RouteLabel> left(List<RouteLabel> all, Map<String, List<String>> other) {
        return all.stream()
                .filter(one -> one.hasNumbers() && !other.containsKey(one.unplaced()))
                .toList();
    }

    private static Map<String, List<String>> grouped(List<RouteLabel> all, Function<RouteLabel, String> words) {
        return all.stream()
                .collect(Collectors.groupingBy(words, Collectors.mapping(RouteLabel::whole, Collectors.toList())));
    }

    /** Of all that may decide about a call that enters a context. */
    private static List<RouteLabel> labels(Dialplan plan, String context) {
        RouteTable table = plan.table();
        Stream<String> policies =
                table.policies().stream().filter(one -> one.isFor(context)).map(Policy::label);
        Stream<String> routes = Stream.concat(
                        table.emergencies().stream(), table.contexts().getOrDefault(context, List.of()).stream())
                .map(Route::label);
        return Stream.concat(policies, routes).map(RouteLabel::of).toList();
    }
}
