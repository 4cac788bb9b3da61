package org.strowger.call.presence;

import java.util.List;
import java.util.SortedSet;

/**
 * What a phone has published of its user, as far as it is told on (RFC 3863, RFC 4480).
 *
 * @param tuples where its user can be reached, and whether
 * @param activities what its user does, by their names in RFC 4480 §3.2; no others are kept
 * @param note for people; may be empty
 */
public record PublishedPresence(List<Tuple> tuples, SortedSet<String> activities, String note) {

    /** Copies. */
    public PublishedPresence {
        tuples = List.copyOf(tuples);
    }

    /**
     * One way to reach its user.
     *
     * @param note for people; may be empty
     */
    public record Tuple(Basic basic, String note) {}

    /** RFC 3863 §4.1.4. */
    public enum Basic {
        OPEN,
        CLOSED
    }
}
