package org.strowger.dialog;

import java.time.Duration;

/**
 * How sessions are kept from outliving their peers (RFC 4028).
 *
 * @param use with which peers
 * @param expires for how long a session lasts without a refresh, as we ask for it: 90 s to 24 h
 * @param least the shortest that a peer may ask for: 90 s (RFC 4028 §5) to {@code expires}
 */
public record SessionTimers(Use use, Duration expires, Duration least) {

    /** With which peers. */
    public enum Use {
        /** None: nothing is said of timers. */
        OFF,
        /** Those that ask for it. */
        ACCEPTED,
        /** Those that know timers; we ask each. */
        WANTED,
        /** All: those that know no timers are refreshed by us, and are gone if they don't answer. */
        FORCED
    }

    /** Below it, refreshes would be a load on the network (RFC 4028 §4). */
    public static final Duration SHORTEST = Duration.ofSeconds(90);

    /** Beyond it we look after a session ourselves, whoever else is to. */
    public static final Duration LONGEST = Duration.ofDays(1);

    /** With no peer. */
    public static final SessionTimers NONE = new SessionTimers(Use.OFF, Duration.ofMinutes(30), SHORTEST);

    /** With every peer, each half hour, as RFC 4028 §4 recommends. */
    public static final SessionTimers DEFAULT = new SessionTimers(Use.FORCED, Duration.ofMinutes(30), SHORTEST);

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if the lengths are none of those, or don't rise
     */
    public SessionTimers {
        if (least.compareTo(SHORTEST) < 0 || expires.compareTo(least) < 0 || LONGEST.compareTo(expires) < 0)
            throw new IllegalArgumentException(
                    "90 s <= least <= expires <= 24 h, but they are " + least + " and " + expires);
    }

    /** The same with other peers. */
    public SessionTimers with(Use other) {
        return new SessionTimers(other, expires, least);
    }
}
