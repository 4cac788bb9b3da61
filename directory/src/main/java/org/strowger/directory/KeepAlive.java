package org.strowger.directory;

import java.time.Duration;

/**
 * Whose contacts are asked whether they are there (OPTIONS, RFC 3261 §11), which holds the mapping of a NAT open besides.
 *
 * @param whom which contacts
 * @param every the longest time between two questions to one contact, 1 second or more; it is a fifth less by chance (RFC 5626 §4.4)
 * @param unanswered so many questions in a row without an answer, 1 or more, and the contact counts as unreachable
 */
public record KeepAlive(Whom whom, Duration every, int unanswered) {

    /** Which contacts are asked. */
    public enum Whom {
        /** Those that are somewhere else than their Contact says, and so behind a NAT. */
        NAT,
        /** All but those whose connection asks by itself, as a WebSocket does, and those behind a proxy. */
        ALL,
        /** None. */
        OFF
    }

    /** Nobody is asked. */
    public static final KeepAlive OFF = new KeepAlive(Whom.OFF, Duration.ofSeconds(29), 2);

    /** Validates. */
    public KeepAlive {
        if (every.compareTo(Duration.ofSeconds(1)) < 0) throw new IllegalArgumentException("asked every " + every);
        if (unanswered < 1) throw new IllegalArgumentException("unreachable after " + unanswered + " questions");
    }
}
