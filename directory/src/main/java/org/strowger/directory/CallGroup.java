package org.strowger.directory;

import java.time.Duration;
import java.util.List;

/**
 * Several people who answer for one number.
 *
 * @param members at least one
 * @param strategy who rings when
 * @param memberTimeout how long each rings before the next; all of them, where all ring at once
 */
public record CallGroup(String name, List<Member> members, Strategy strategy, Duration memberTimeout) {

    /** Copies. */
    public CallGroup {
        members = List.copyOf(members);
    }

    /**
     * One of them.
     *
     * @param user an account
     * @param weight its share of the calls beside the others', 1 or more, where that is asked for
     */
    public record Member(String user, int weight) {}

    /** Who rings when. */
    public enum Strategy {
        /** Everybody at once. */
        RING_ALL,
        /** First who has been off the phone for longest. */
        LONGEST_IDLE,
        /** First the one after who was first last time. */
        ROUND_ROBIN,
        /** First each member as often as its weight says. */
        WEIGHTED
    }
}
