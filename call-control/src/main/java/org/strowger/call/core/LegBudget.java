package org.strowger.call.core;

import org.strowger.call.setup.CallLimits;
import org.strowger.statemachine.Pace;

/**
 * How wide and how far one original call may spread: the legs that it has at once, those of the calls that it leads to included (in the spirit of Max-Breadth, RFC 5393 §5),
 * and how often it may be sent on. Turns come back with time, since a call may wait in a queue for hours. Runs on the loop that owns them all.
 */
public final class LegBudget {

    private static final int MOST_TOLD = 10;

    private final int mostLegs;
    private final Pace turns;
    private int legs;
    private int told;

    private LegBudget(int mostLegs, Pace turns) {
        this.mostLegs = mostLegs;
        this.turns = turns;
    }

    public static LegBudget of(CallLimits limits) {
        return new LegBudget(limits.legs(), new Pace(limits.turns(), CallLimits.TURN_COMES_BACK));
    }

    /** Whether a refusal may still be told: somebody who causes many must not fill the log. */
    public boolean tells() {
        return told++ < MOST_TOLD;
    }

    public boolean mayCall() {
        return legs < mostLegs;
    }

    public void legBegins() {
        legs++;
    }

    public void legEnds() {
        legs--;
    }

    /** Takes a turn, if there is one left. */
    public boolean takesTurn(long now) {
        return turns.allows(now);
    }
}
