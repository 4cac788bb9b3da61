package org.strowger.sip.dns;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** SRV answers, for as long as they may be kept, and no more than {@link #MOST} of them. Safe on any thread. */
final class ServiceCache {

    private static final int MOST = 4096;

    private record Entry(List<ServiceRecord> records, long untilNanos) {}

    private final ConcurrentHashMap<String, Entry> byName = new ConcurrentHashMap<>();

    Optional<List<ServiceRecord>> get(String name) {
        @Nullable Entry entry = byName.get(name);
        if (entry == null || entry.untilNanos - System.nanoTime() < 0) return Optional.empty();
        return Optional.of(entry.records);
    }

    void put(String name, List<ServiceRecord> records, long seconds) {
        if (byName.size() >= MOST) byName.clear();
        byName.put(name, new Entry(List.copyOf(records), System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds)));
    }
}
