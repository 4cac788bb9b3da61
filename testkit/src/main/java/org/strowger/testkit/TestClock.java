package org.strowger.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.strowger.statemachine.VirtualTime;

/**
 * The clock of a test: {@code time.passes 20.seconds}, {@code time.is '2026-12-25T03:00+01:00'}. It stands still unless
 * it is told.
 */
public final class TestClock {

    private final VirtualTime time;
    private final Runnable afterSetting;

    TestClock(VirtualTime time, Runnable afterSetting) {
        this.time = time;
        this.afterSetting = afterSetting;
    }

    /** Lets time pass: rings, timeouts, prompts, all that falls due on the way happens. */
    public void passes(Duration duration) {
        time.advance(duration);
    }

    /**
     * Sets the time of day, as {@code 2026-12-25T03:00+01:00} or {@code 2026-12-25T02:00Z}. Nothing falls due by that:
     * what waits, waits on.
     *
     * @throws IllegalArgumentException if it can't be read
     */
    public void is(String timeOfDay) {
        time.set(instant(timeOfDay));
        afterSetting.run();
    }

    /** The time of day. */
    public Instant now() {
        return time.instant();
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no time with an offset; write it like 2026-12-25T03:00+01:00", e);
        }
    }

    /** The time of day. */
    @Override
    public String toString() {
        return now().toString();
    }
}
