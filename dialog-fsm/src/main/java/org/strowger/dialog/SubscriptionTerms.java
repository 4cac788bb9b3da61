package org.strowger.dialog;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * On what terms a subscription is granted (RFC 6665 §4.2.1.1).
 *
 * @param minimum shorter ones get 423
 * @param usual where the subscriber names no time
 * @param maximum longer ones are shortened
 * @param gap how long after one NOTIFY the next has to wait, once {@code burst} of them have come faster
 * @param burst how many may come one after the other, at least 1
 */
public record SubscriptionTerms(Duration minimum, Duration usual, Duration maximum, Duration gap, int burst) {

    /** What is granted to who asks for so many seconds: 0 is granted whatever the minimum; empty is too brief. */
    public OptionalLong granted(OptionalLong asked) {
        if (asked.isEmpty()) return OptionalLong.of(usual.toSeconds());
        long seconds = asked.getAsLong();
        if (seconds > 0 && seconds < minimum.toSeconds()) return OptionalLong.empty();
        return OptionalLong.of(Math.min(seconds, maximum.toSeconds()));
    }
}
