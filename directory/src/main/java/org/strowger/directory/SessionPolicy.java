package org.strowger.directory;

import java.util.Optional;
import org.strowger.dialog.ReliableProvisionals;
import org.strowger.dialog.SessionTimers;

/**
 * How the sessions of one party differ from those of all.
 *
 * @param timers how they are timed (RFC 4028); as all are if it has none of its own
 * @param provisionals whether provisional responses are sent reliably (RFC 3262); as to all if it has none of its own
 */
public record SessionPolicy(Optional<SessionTimers> timers, Optional<ReliableProvisionals> provisionals) {

    /** They don't differ. */
    public static final SessionPolicy USUAL = new SessionPolicy(Optional.empty(), Optional.empty());
}
