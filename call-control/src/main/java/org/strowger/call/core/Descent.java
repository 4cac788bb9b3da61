package org.strowger.call.core;

import org.jspecify.annotations.Nullable;
import org.strowger.directory.OnBehalf;

/**
 * What a call comes of: the numbers that have been asked for on the way to it, by whose rights, and the budget that all
 * calls have in common which come of one (RFC 5393). A call that we send on comes back to us as one of its own, and so
 * would a loop. Runs on the loop that owns them all.
 */
public final class Descent {

    /** What a call asks for. The same asked twice takes the same way through the dialplan, and would for ever. */
    private record Asked(OnBehalf by, String number) {}

    private final @Nullable Descent parent;
    private final Asked asked;
    private final LegBudget budget;
    private boolean connected;

    private Descent(@Nullable Descent parent, OnBehalf by, String number, LegBudget budget) {
        this.parent = parent;
        this.asked = new Asked(by, number);
        this.budget = budget;
    }

    /** Of a call that somebody has made. */
    public static Descent original(OnBehalf by, String number, LegBudget budget) {
        return new Descent(null, by, number, budget);
    }

    /** Of a call that a leg of this one has led to. */
    public Descent onward(OnBehalf by, String number) {
        return new Descent(this, by, number, budget);
    }

    /**
     * Whether a call for this has been on the way already. One that has been connected meanwhile counts no more: who
     * talks and is transferred back and forth is no loop, and only as many turns as the budget has.
     */
    public boolean hasBeenThrough(OnBehalf by, String number) {
        Asked again = new Asked(by, number);
        for (Descent call = this; call != null; call = call.parent)
            if (!call.connected && call.asked.equals(again)) return true;
        return false;
    }

    /** Somebody has answered: what comes from now on is another story. */
    public void connected() {
        connected = true;
    }

    /** Whether it comes of no other call of ours. */
    public boolean isOriginal() {
        return parent == null;
    }

    public LegBudget budget() {
        return budget;
    }
}
