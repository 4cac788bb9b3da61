package org.strowger.call.live;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * When a call began, was answered and ended, in nanoseconds of its loop's clock. Replaced as a whole, so that another
 * thread that reads it sees times that belong together.
 */
record CallTimes(long began, OptionalLong answered, OptionalLong ended) {

    static CallTimes begun(long now) {
        return new CallTimes(now, OptionalLong.empty(), OptionalLong.empty());
    }

    CallTimes answeredAt(long now) {
        return new CallTimes(began, OptionalLong.of(now), ended);
    }

    CallTimes endedAt(long now) {
        return new CallTimes(began, answered, OptionalLong.of(now));
    }

    boolean isAnswered() {
        return answered.isPresent();
    }

    /** Since the beginning, until the end. */
    Duration lasted(long now) {
        return Duration.ofNanos(ended.orElse(now) - began);
    }

    /** Since the answer, until the end; zero before the answer. */
    Duration talked(long now) {
        return isAnswered() ? Duration.ofNanos(ended.orElse(now) - answered.getAsLong()) : Duration.ZERO;
    }
}
