package org.strowger.directory;

import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.strowger.sip.Flow;

/**
 * Registrations in memory: lost with the process, after which phones register again, unless somebody keeps them who is
 * told of changes. Safe on any thread.
 */
public final class MemoryLocations implements LocationService {

    private static final Comparator<Binding> BEST_FIRST = Comparator.comparingInt(Binding::q)
            .reversed()
            .thenComparing(Comparator.comparing(Binding::expires).reversed());

    private final InstantSource time;
    private final Consumer<String> changed;
    private final ConcurrentHashMap<String, List<Binding>> bindings = new ConcurrentHashMap<>();
    /** Who has registered from an address; may still name somebody whose registration has expired since. */
    private final ConcurrentHashMap<InetAddress, Set<String>> sources = new ConcurrentHashMap<>();

    /** Who has registered by a connection that only its peer can open: the registration is gone when that is. */
    private final ConcurrentHashMap<Flow, Set<String>> connections = new ConcurrentHashMap<>();

    /** Without registrations. */
    public MemoryLocations(InstantSource time) {
        this(time, _ -> {});
    }

    /** Without registrations, and with somebody who is told of the addresses of record that change. Must not block. */
    public MemoryLocations(InstantSource time, Consumer<String> changed) {
        this.time = time;
        this.changed = changed;
    }

    @Override
    public List<Binding> lookup(String aor) {
        return alive(bindings.getOrDefault(aor, List.of()));
    }

    @Override
    public List<Binding> update(String aor, UnaryOperator<List<Binding>> change) {
        List<Binding> now = replace(aor, change);
        changed.accept(aor); // who reads it now finds it so
        return now;
    }

    /** What an earlier process knew, without a word to whom it has it from. */
    public void restore(String aor, List<Binding> contacts) {
        replace(aor, _ -> contacts);
    }

    private List<Binding> replace(String aor, UnaryOperator<List<Binding>> change) {
        List<Binding> now = bindings.compute(aor, (_, before) -> {
            List<Binding> after = change.apply(alive(before == null ? List.of() : before));
            moved(aor, before == null ? List.of() : before, after);
            return after.isEmpty() ? null : after.stream().sorted(BEST_FIRST).toList();
        });
        return now == null ? List.of() : now;
    }

    @Override
    public Map<String, List<Binding>> forget(Flow flow) {
        Map<String, List<Binding>> gone = new TreeMap<>();
        for (String aor : Set.copyOf(connections.getOrDefault(flow, Set.of())))
            update(aor, before -> {
                Map<Boolean, List<Binding>> parted = before.stream()
                        .collect(Collectors.partitioningBy(b -> b.flow().equals(flow)));
                gone.put(aor, parted.get(true));
                return parted.get(false);
            });
        return gone;
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

    @Override
    public boolean isRegisteredFrom(InetAddress source) {
        for (String aor : sources.getOrDefault(source, Set.of()))
            for (Binding binding : lookup(aor)) if (source(binding).equals(source)) return true;
        return false;
    }

    // Within the step that changes the bindings of this address of record.
    private void moved(String aor, List<Binding> before, List<Binding> after) {
        index(sources, aor, sources(before), sources(after));
        index(connections, aor, connections(before), connections(after));
    }

    private static <K> void index(Map<K, Set<String>> index, String aor, Set<K> before, Set<K> after) {
        for (K key : after)
            index.compute(key, (_, users) -> {
                Set<String> more = users == null ? ConcurrentHashMap.newKeySet() : users;
                more.add(aor);
                return more;
            });
        for (K key : before)
            if (!after.contains(key))
                index.computeIfPresent(key, (_, users) -> {
                    users.remove(aor);
                    return users.isEmpty() ? null : users;
                });
    }

    private static Set<InetAddress> sources(List<Binding> bindings) {
        Set<InetAddress> sources = new HashSet<>();
        for (Binding binding : bindings) sources.add(source(binding));
        return sources;
    }

    private static Set<Flow> connections(List<Binding> bindings) {
        Set<Flow> connections = new HashSet<>();
        for (Binding binding : bindings) if (binding.flow().isOnlyWay()) connections.add(binding.flow());
        return connections;
    }

    private static InetAddress source(Binding binding) {
        return binding.flow().remote().getAddress();
    }

    private List<Binding> alive(List<Binding> list) {
        Instant now = time.instant();
        for (Binding binding : list)
            if (!binding.expires().isAfter(now))
                return list.stream().filter(b -> b.expires().isAfter(now)).toList();
        return list;
    }
}
