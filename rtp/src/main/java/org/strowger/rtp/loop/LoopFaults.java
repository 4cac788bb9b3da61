package org.strowger.rtp.loop;

import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.rtp.LoopCount;
import org.strowger.rtp.Tally;

/**
 * What has been thrown in a loop and cost one turn, tick or packet: counted ({@link LoopCount#FAULTS}), and told once
 * in ten seconds with the number of those that were not told, since what throws once may throw with each packet. Runs
 * on the loop.
 */
public final class LoopFaults {

    private static final Logger LOG = LoggerFactory.getLogger(LoopFaults.class);
    private static final long QUIET_NANOS = 10_000_000_000L;

    private final String loop;
    private final Tally<LoopCount> counters;
    private final LongSupplier nanos;
    private boolean told;
    private long toldAt;
    private long untold;

    /** @param loop its name, as the log is to tell it */
    public LoopFaults(String loop, Tally<LoopCount> counters, LongSupplier nanos) {
        this.loop = loop;
        this.counters = counters;
        this.nanos = nanos;
    }

    /**
     * Something was thrown there, and the loop goes on. Throws nothing itself, even where there is no memory to tell
     * it.
     */
    public void tell(String where, Throwable fault) {
        try {
            counters.add(LoopCount.FAULTS, 1);
            long now = nanos.getAsLong();
            if (told && now - toldAt < QUIET_NANOS) {
                untold++;
                return;
            }
            told = true;
            toldAt = now;
            LOG.error(
                    "{} goes on after a fault in {} ({} more since the last that was told)",
                    loop,
                    where,
                    untold,
                    fault);
            untold = 0;
        } catch (Throwable _) { // nothing is left that could be done with it
            untold++;
        }
    }
}
