package org.strowger.dialplan.version;

import java.time.Instant;
import org.strowger.dialplan.plan.Dialplan;
import org.strowger.dialplan.plan.PlanCounts;

/**
 * A version on trial beside the one in force. It is worse if it has failed at least {@value #LEAST_FAILURES} calls, and
 * Fisher's exact test says that so many failures would fall on it by chance less than once in a thousand times, were
 * both versions alike. It has passed when its time is over, at least {@value #LEAST_CALLS} of its calls have ended, and
 * it is not worse. Calls that ended before the trial don't count.
 */
public final class Trial {

    /** What the calls so far say. */
    public enum Verdict {
        OPEN,
        WORSE,
        PASSED
    }

    static final int LEAST_FAILURES = 3;
    static final int LEAST_CALLS = 20;
    private static final double CHANCE = 0.001;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private final Dialplan plan;
    private final Canary canary;
    private final PlanCounts stable;
    private final long endedBefore;
    private final long failedBefore;
    private final Instant until;

    public Trial(Dialplan plan, Canary canary, PlanCounts stable, Instant now) {
        this.plan = plan;
        this.canary = canary;
        this.stable = stable;
        this.endedBefore = stable.ended();
        this.failedBefore = stable.failed();
        this.until = now.plus(canary.lasting());
    }

    public Dialplan plan() {
        return plan;
    }

    public Canary canary() {
        return canary;
    }

    /**
     * Whether it takes the call of this number: its share of any stretch of calls, spread evenly (Weyl's sequence of
     * the golden ratio).
     */
    public boolean takes(long call) {
        double place = (double) call * GOLDEN;
        return place - Math.floor(place) < canary.share();
    }

    public Verdict verdict(Instant now) {
        var counts = plan.counts();
        long failed = counts.failed();
        long ended = Math.max(counts.ended(), failed);
        if (failed >= LEAST_FAILURES && isWorse(failed, ended)) return Verdict.WORSE;
        boolean over = !now.isBefore(until) && ended >= LEAST_CALLS;
        return over ? Verdict.PASSED : Verdict.OPEN;
    }

    private boolean isWorse(long failed, long ended) {
        long failedElsewhere = stable.failed() - failedBefore;
        long endedElsewhere = Math.max(stable.ended() - endedBefore, failedElsewhere);
        return FisherTest.chance(failed, ended, failedElsewhere, endedElsewhere) < CHANCE;
    }

    /** Its calls in a few words. */
    public String score() {
        return plan.counts().failed() + " of " + plan.counts().ended() + " calls failed, against "
                + (stable.failed() - failedBefore) + " of " + (stable.ended() - endedBefore)
                + " of the version in force";
    }
}
