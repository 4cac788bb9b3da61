package org.strowger.directory.registration;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long a trunk waits before it tries to register again: RFC 5626 §4.5, where no flow stands. Doubles from one
 * failure to the next up to half an hour, each time by chance between half of it and all, so that those who failed
 * together don't come back together. Runs on its loop.
 */
final class RegistrationPause {

    private static final Duration BASE = Duration.ofSeconds(30);
    private static final Duration MOST = Duration.ofMinutes(30);
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int MOST_DOUBLINGS = 6;

    private final RandomGenerator random;
    private int failures;
    private Duration chosen = BASE;

    RegistrationPause(RandomGenerator random) {
        this.random = random;
    }

    /** What the registrar asks for (Retry-After) where that is longer. */
    Duration failed(Optional<Duration> asked) {
        Duration most = BASE.multipliedBy(1L << Math.min(failures++, MOST_DOUBLINGS));
        Duration grown = most.compareTo(MOST) < 0 ? most : MOST;
        Duration own = grown.multipliedBy(500 + random.nextInt(501)).dividedBy(1000);
        chosen = asked.map(RegistrationPause::bounded)
                .filter(wanted -> wanted.compareTo(own) > 0)
                .orElse(own);
        return chosen;
    }

    /** An hour, or what the registrar asks for. */
    Duration refused(Optional<Duration> asked) {
        chosen = asked.map(RegistrationPause::bounded).orElse(LONG);
        return chosen;
    }

    void succeeded() {
        failures = 0;
    }

    Duration chosen() {
        return chosen;
    }

    private static Duration bounded(Duration asked) {
        if (asked.compareTo(BASE) < 0) return BASE;
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }
}
