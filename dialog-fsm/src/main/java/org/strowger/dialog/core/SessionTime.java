package org.strowger.dialog.core;

import java.time.Duration;
import java.util.Map;
import org.strowger.statemachine.Base;
import org.strowger.statemachine.Timings;

/** The lengths that are made of a session's interval (RFC 4028 §10). */
public enum SessionTime implements Base {
    /** "It is RECOMMENDED that this refresh be sent once half the session interval has elapsed." */
    HALF,
    /** "The BYE SHOULD be sent a minimum of 32 seconds or one third of the session interval before it expires." */
    ALMOST_ALL,
    /** After a refresh that was refused. */
    TENTH;

    private static final Duration MOST_AHEAD = Duration.ofSeconds(32);

    /** Of an interval of so many seconds, 3 or more. */
    public static Timings of(long seconds) {
        Duration all = Duration.ofSeconds(seconds);
        Duration third = all.dividedBy(3);
        Duration ahead = third.compareTo(MOST_AHEAD) < 0 ? third : MOST_AHEAD;
        return Timings.unreliable(
                SessionTime.class,
                Map.of(HALF, all.dividedBy(2), ALMOST_ALL, all.minus(ahead), TENTH, all.dividedBy(10)));
    }
}
