package org.strowger.dialplan.fraud;

import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Amounts by the minute: what a window of any length up to a day sums up. Lives within one change. */
final class MinuteCounts {

    private static final int SECONDS = 60;

    private final TreeMap<Long, Long> byMinute = new TreeMap<>();

    /** As it was written. */
    static MinuteCounts read(String written) {
        var counts = new MinuteCounts();
        for (String one : written.split(",", -1)) {
            int colon = one.indexOf(':');
            if (colon > 0)
                counts.byMinute.put(Long.valueOf(one.substring(0, colon)), Long.valueOf(one.substring(colon + 1)));
        }
        return counts;
    }

    /** Of each minute that ended within the time before now, or has not ended. */
    long sum(Duration within, Instant now) {
        return byMinute.tailMap(minute(now.minus(within)), true).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    void add(long amount, Instant now) {
        byMinute.merge(minute(now), amount, Math::addExact);
    }

    /** Takes away from the latest. */
    void takeBack(long amount) {
        long left = amount;
        for (Long minute : byMinute.descendingKeySet()) {
            long there = byMinute.getOrDefault(minute, 0L);
            long taken = Math.min(there, left);
            byMinute.put(minute, there - taken);
            left -= taken;
            if (left == 0) return;
        }
    }

    /** Those of so long ago. */
    String written(Duration kept, Instant now) {
        return byMinute.tailMap(minute(now.minus(kept)), true).entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.joining(","));
    }

    private static long minute(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), (long) SECONDS);
    }
}
