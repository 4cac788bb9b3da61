package org.strowger.call;

import java.time.Duration;

/**
 * How far calls may go.
 *
 * @param legs at once, of one original call and all that it leads to, 1 or more
 * @param turns how often one original call may be sent on, by redirections and transfers, in a row, 1 or more; one comes back every {@link #TURN_COMES_BACK}
 */
public record CallLimits(int legs, int turns) {

    /** How long it takes until a call may be sent on once more. */
    public static final Duration TURN_COMES_BACK = Duration.ofSeconds(6);

    /** 100 legs, 10 turns. */
    public static final CallLimits DEFAULT = new CallLimits(100, 10);
}
