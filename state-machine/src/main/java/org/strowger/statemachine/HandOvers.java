package org.strowger.statemachine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts who hands something to whom. Guarded by its owner. */
final class HandOvers {

    private record Way(String from, String to) {}

    private final Map<Way, HandOver> ways = new LinkedHashMap<>();

    void add(String from, String to, boolean wakes) {
        ways.merge(new Way(from, to), new HandOver(from, to, 1, wakes ? 1 : 0), HandOvers::sum);
    }

    private static HandOver sum(HandOver one, HandOver other) {
        return new HandOver(one.from(), one.to(), one.tasks() + other.tasks(), one.wakeUps() + other.wakeUps());
    }

    /** What there was, and begins anew. */
    List<HandOver> take() {
        List<HandOver> all = List.copyOf(ways.values());
        ways.clear();
        return all;
    }
}
