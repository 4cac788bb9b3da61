package org.strowger.directory.probe;

import java.time.Instant;

/**
 * Whether a trunk that is probed answers.
 *
 * @param since since when it is so
 * @param asked the address that was asked last; empty before
 * @param why what the latest question came to, where it got no answer; empty where it did
 */
public record TrunkStanding(String trunk, Reach reach, Instant since, String asked, String why) {

    /** What it comes to. */
    public enum Reach {
        /** It has not been heard of yet. */
        UNKNOWN,
        UP,
        /** Calls pass it over. */
        DOWN
    }

    static TrunkStanding before(String trunk, Instant at) {
        return new TrunkStanding(trunk, Reach.UNKNOWN, at, "", "");
    }

    TrunkStanding asks(String address) {
        return new TrunkStanding(trunk, reach, since, address, why);
    }

    TrunkStanding failed(String because) {
        return new TrunkStanding(trunk, reach, since, asked, because);
    }

    TrunkStanding now(Reach other, Instant at) {
        return new TrunkStanding(trunk, other, other == reach ? since : at, asked, other == Reach.UP ? "" : why);
    }
}
