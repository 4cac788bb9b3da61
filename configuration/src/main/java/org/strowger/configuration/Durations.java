package org.strowger.configuration;

import java.time.Duration;
import java.util.Map;

/** Durations as people write them: {@code 500ms}, {@code 60s}, {@code 5m}, {@code 2h}, {@code 1d}. */
final class Durations {

    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private Durations() {}

    static Duration of(long count, String unit) {
        Duration one = UNITS.get(unit);
        if (one == null) throw new IllegalArgumentException("no unit: " + unit);
        return one.multipliedBy(count);
    }

    /** In the largest unit that leaves no rest. */
    static String text(Duration duration) {
        if (duration.toMillis() % 1000 != 0) return duration.toMillis() + "ms";
        long seconds = duration.toSeconds();
        if (seconds == 0) return "0s";
        if (seconds % 86_400 == 0) return seconds / 86_400 + "d";
        if (seconds % 3600 == 0) return seconds / 3600 + "h";
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    /** As a clock shows it: {@code 1:02:03}, {@code 2:03}. */
    static String clock(Duration duration) {
        long seconds = duration.toSeconds();
        String minutes = seconds < 3600 ? "" + seconds / 60 : seconds / 3600 + ":" + two(seconds % 3600 / 60);
        return minutes + ":" + two(seconds % 60);
    }

    private static String two(long number) {
        return number < 10 ? "0" + number : "" + number;
    }
}
