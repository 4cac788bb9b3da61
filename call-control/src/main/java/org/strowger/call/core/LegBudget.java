package org.strowger.call.core;

import java.util.Optional;
import org.strowger.call.core.Admission.Urgency;
import org.strowger.call.event.RefusalCause;
import org.strowger.call.setup.CallLimits;
import org.strowger.directory.OnBehalf;
import org.strowger.statemachine.Pace;

/**
 * How wide and how far one original call may spread: the legs that it has at once, those of the calls that it leads to
 * included (in the spirit of Max-Breadth, RFC 5393 §5), how many all calls of its caller's account have, and how often
 * it may be sent on. Turns come back with time, since a call may wait in a queue for hours. Runs on the loop that owns
 * them all.
 */
public final class LegBudget {

    private static final int MOST_TOLD = 10;

    private final int mostLegs;
    private final AccountLegs.Share account;
    private final Pace turns;
    private int legs;
    private boolean begun;
    private int told;

    private LegBudget(int mostLegs, AccountLegs.Share account, Pace turns) {
        this.mostLegs = mostLegs;
        this.account = account;
        this.turns = turns;
    }

    /** Of a call that somebody makes; an emergency is held by no account's bound. */
    public static LegBudget of(CallLimits limits, AccountLegs legs, OnBehalf by, Urgency urgency) {
        AccountLegs.Share share = urgency == Urgency.EMERGENCY
                ? legs.ofNobody()
                : by.account().map(legs::of).orElseGet(legs::ofNobody);
        return new LegBudget(limits.legs(), share, new Pace(limits.turns(), CallLimits.TURN_COMES_BACK));
    }

    /** Whether a refusal may still be told: somebody who causes many must not fill the log. */
    public boolean tells() {
        return told++ < MOST_TOLD;
    }

    /** Why no further leg may begin, if so. */
    public Optional<RefusalCause> refusesLeg() {
        if (legs >= mostLegs) return Optional.of(RefusalCause.LEGS);
        return account.mayCall() ? Optional.empty() : Optional.of(RefusalCause.ACCOUNT_LEGS);
    }

    /** One more, which may still have to wait; whether it is the first of all. */
    public boolean legBegins() {
        boolean isFirst = !begun;
        begun = true;
        legs++;
        account.legBegins();
        return isFirst;
    }

    /** Among whose legs one that may wait does: the account's, or those of this call where no account makes it. */
    public Object whose() {
        return account.name().<Object>map(name -> name).orElse(this);
    }

    public void legEnds() {
        legs--;
        account.legEnds();
    }

    /** Takes a turn, if there is one left. */
    public boolean takesTurn(long now) {
        return turns.allows(now);
    }
}
