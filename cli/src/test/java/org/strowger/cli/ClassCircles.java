package org.strowger.cli;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Circles of references between classes, each with all that is declared within it: who reads one of them has to read
 * them all. What an annotation names is no reference: the class works without it.
 */
final class ClassCircles {

    private final Map<String, Set<String>> references = new HashMap<>();
    private final Map<String, Integer> order = new HashMap<>();
    private final Map<String, Integer> oldest = new HashMap<>();
    private final Deque<String> path = new ArrayDeque<>();
    private Set<String> largest = Set.of();

    private ClassCircles(Collection<JavaClass> classes) {
        Set<String> own = classes.stream().map(ClassCircles::whole).collect(Collectors.toSet());
        for (JavaClass each : classes)
            each.getDirectDependenciesFromSelf().stream()
                    .filter(dependency -> !isOfAnnotation(dependency))
                    .map(dependency -> whole(dependency.getTargetClass()))
                    .filter(own::contains)
                    .forEach(target -> references
                            .computeIfAbsent(whole(each), _ -> new HashSet<>())
                            .add(target));
    }

    /** The simple names of those in the largest circle, in order; none if there is no circle. */
    static List<String> largest(Collection<JavaClass> classes) {
        var circles = new ClassCircles(classes);
        for (String each : new TreeSet<>(circles.references.keySet()))
            if (!circles.order.containsKey(each)) circles.visit(each);
        return circles.largest.stream()
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private static String whole(JavaClass part) {
        JavaClass each = part.getBaseComponentType();
        while (each.getEnclosingClass().isPresent())
            each = each.getEnclosingClass().get();
        return each.getName();
    }

    private static boolean isOfAnnotation(Dependency dependency) {
        String how = dependency.getDescription();
        return how.contains("> is annotated with <") || how.contains("> has annotation member of type <");
    }

    /** Tarjan's: whoever reaches nobody older than itself closes a circle with all that it has met. */
    private void visit(String each) {
        order.put(each, order.size());
        oldest.put(each, order.get(each));
        path.push(each);
        for (String next : references.getOrDefault(each, Set.of())) {
            if (!order.containsKey(next)) {
                visit(next);
                oldest.merge(each, oldest.get(next), Math::min);
            } else if (path.contains(next)) oldest.merge(each, order.get(next), Math::min);
        }
        if (oldest.get(each).equals(order.get(each))) close(each);
    }

    private void close(String first) {
        Set<String> circle = new HashSet<>();
        String last;
        do {
            last = path.pop();
            circle.add(last);
        } while (!last.equals(first));
        if (circle.size() > 1 && circle.size() > largest.size()) largest = circle;
    }
}
