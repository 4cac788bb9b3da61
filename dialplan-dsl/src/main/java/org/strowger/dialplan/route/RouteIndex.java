package org.strowger.dialplan.route;

import java.util.List;
import java.util.stream.IntStream;
import org.strowger.dialplan.number.NumberPattern;
import org.strowger.dialplan.number.PatternTrie;

/**
 * The routes of one context, found by number: those whose patterns can fit, and those that the number alone says
 * nothing about (expressions, guards, parts of the INVITE), in file order. Immutable; safe on any thread.
 */
final class RouteIndex {

    static final RouteIndex EMPTY = new RouteIndex(List.of());

    private final List<Route> routes;
    private final PatternTrie patterns = new PatternTrie();
    private final int[] others;

    RouteIndex(List<Route> routes) {
        this.routes = List.copyOf(routes);
        for (int i = 0; i < routes.size(); i++)
            for (NumberPattern pattern : routes.get(i).criteria().numbers()) patterns.add(pattern, i);
        this.others = IntStream.range(0, routes.size())
                .filter(i -> routes.get(i).criteria().numbers().isEmpty())
                .toArray();
    }

    /** Those that may take a call to this number, in file order: two rising lists, merged as they are read. */
    Candidates candidates(String number) {
        return new Candidates(patterns.candidates(number).sorted());
    }

    /** One look. */
    final class Candidates {
        private final int[] fitting;
        private int nextFitting;
        private int nextOther;
        private int last = -1;

        private Candidates(int[] fitting) {
            this.fitting = fitting;
        }

        boolean hasNext() {
            while (nextFitting < fitting.length && fitting[nextFitting] == last)
                nextFitting++; // two of its patterns fit
            return nextFitting < fitting.length || nextOther < others.length;
        }

        Route next() {
            boolean other = nextFitting == fitting.length
                    || (nextOther < others.length && others[nextOther] < fitting[nextFitting]);
            last = other ? others[nextOther++] : fitting[nextFitting++];
            return routes.get(last);
        }
    }
}
