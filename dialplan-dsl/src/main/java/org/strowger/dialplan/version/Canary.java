package org.strowger.dialplan.version;

import java.time.Duration;

/**
 * How a new version is tried out.
 *
 * @param share of new calls that it takes, above 0, at most 0.5: there must be others to compare it with
 * @param lasting after this time it is promoted, if enough of its calls have ended and they fare no worse
 */
public record Canary(double share, Duration lasting) {

    /** The usual length of a trial. */
    public static final Duration USUAL = Duration.ofMinutes(10);

    /** Refuses other shares. */
    public Canary {
        if (!(share > 0 && share <= 0.5))
            throw new IllegalArgumentException("a canary takes some of the calls, at most half of them");
    }
}
