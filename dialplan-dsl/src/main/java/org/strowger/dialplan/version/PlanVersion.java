package org.strowger.dialplan.version;

import java.time.Instant;

/**
 * A version of the dialplan, and what became of it.
 *
 * @param number from 1, in the order in which they were loaded
 * @param why in a few words
 * @param share of new calls that it takes, 0 to 1
 * @param routes how many it has
 * @param running calls that are not over
 * @param ended calls that are
 * @param failed those of them whose script failed, or whose caller got 5xx
 */
public record PlanVersion(
        int number,
        Instant loaded,
        State state,
        String why,
        double share,
        int routes,
        int running,
        long ended,
        long failed) {

    /** Where it stands. */
    public enum State {
        /** Takes new calls, all but those of a trial. */
        IN_FORCE,
        /** Takes a share of new calls. */
        ON_TRIAL,
        /** Takes no new calls; another has its place. */
        REPLACED,
        /** Takes no new calls: it was found worse than the one in force, or taken back by hand. */
        ROLLED_BACK
    }
}
