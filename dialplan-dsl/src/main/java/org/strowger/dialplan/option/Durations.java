package org.strowger.dialplan.option;

import java.time.Duration;

/**
 * Gives numbers their units in a dialplan: {@code 20.seconds}, {@code 2.hours}. A Groovy extension module; not for use
 * elsewhere.
 */
public final class Durations {

    /** What {@code unlimited} stands for: so long that nobody waits for its end. */
    public static final Duration UNLIMITED = Duration.ofSeconds(Long.MAX_VALUE);

    private Durations() {}

    /** {@code 500.milliseconds}. */
    public static Duration getMilliseconds(Integer number) {
        return Duration.ofMillis(number);
    }

    /** {@code 1.second}. */
    public static Duration getSecond(Integer number) {
        return Duration.ofSeconds(number);
    }

    /** {@code 20.seconds}. */
    public static Duration getSeconds(Integer number) {
        return Duration.ofSeconds(number);
    }

    /** {@code 1.minute}. */
    public static Duration getMinute(Integer number) {
        return Duration.ofMinutes(number);
    }

    /** {@code 5.minutes}. */
    public static Duration getMinutes(Integer number) {
        return Duration.ofMinutes(number);
    }

    /** {@code 1.hour}. */
    public static Duration getHour(Integer number) {
        return Duration.ofHours(number);
    }

    /** {@code 2.hours}. */
    public static Duration getHours(Integer number) {
        return Duration.ofHours(number);
    }

    /** {@code 1.day}. */
    public static Duration getDay(Integer number) {
        return Duration.ofDays(number);
    }

    /** {@code 7.days}. */
    public static Duration getDays(Integer number) {
        return Duration.ofDays(number);
    }
}
