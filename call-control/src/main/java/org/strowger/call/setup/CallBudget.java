package org.strowger.call.setup;

import java.time.Duration;

/**
 * What the program of one call may use up. A call that goes beyond is cut, and no other. Nesting is limited by the
 * stack of the call's thread: an overflow is a fault of that call.
 *
 * @param stall how long it may run or block outside a verb at a time
 * @param running how long it may run or block outside verbs in all: more than the CPU time that it takes, which virtual
 *     threads don't tell
 * @param verbs how many it may call
 */
public record CallBudget(Duration stall, Duration running, int verbs) {

    /** The usual bounds with another stall. */
    public static CallBudget withStall(Duration stall) {
        return new CallBudget(stall, Duration.ofSeconds(20), 10_000);
    }
}
