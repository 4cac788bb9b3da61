package org.strowger.call;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Registrations in memory: lost with the process, after which phones register again. Safe on any thread. */
public final class MemoryLocations implements LocationService {

    private static final Comparator<Binding> BEST_FIRST = Comparator.comparingInt(Binding::q)
            .reversed()
            .thenComparing(Comparator.comparing(Binding::expires).reversed());

    private final InstantSource time;
    private final ConcurrentHashMap<String, List<Binding>> bindings = new ConcurrentHashMap<>();

    /** Without registrations. */
    public MemoryLocations(InstantSource time) {
        this.time = time;
    }

    @Override
    public List<Binding> lookup(String aor) {
        return alive(bindings.getOrDefault(aor, List.of()));
    }

    @Override
    public List<Binding> update(String aor, UnaryOperator<List<Binding>> change) {
        List<Binding> now = bindings.compute(aor, (_, before) -> {
            List<Binding> after = change.apply(alive(before == null ? List.of() : before));
            return after.isEmpty() ? null : after.stream().sorted(BEST_FIRST).toList();
        });
        return now == null ? List.of() : now;
    }

    @Override
    public Map<String, List<Binding>> all() {
        Map<String, List<Binding>> all = new TreeMap<>();
        bindings.forEach((aor, list) -> {
            List<Binding> alive = alive(list);
            if (!alive.isEmpty()) all.put(aor, alive);
        });
        return all;
    }

    private List<Binding> alive(List<Binding> list) {
        Instant now = time.instant();
        for (Binding binding : list)
            if (!binding.expires().isAfter(now))
                return list.stream().filter(b -> b.expires().isAfter(now)).toList();
        return list;
    }
}
