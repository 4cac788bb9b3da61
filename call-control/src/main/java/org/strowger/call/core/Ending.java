package org.strowger.call.core;

import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is due when a call, a leg, a room or a recording ends, step by step: one that throws is logged and counted, and
 * keeps none of the others from being done. Whatever is held is given back by such steps alone. On the thread of who
 * ends.
 */
public final class Ending {

    /** Something to be given back. */
    @FunctionalInterface
    public interface Step {
        void run() throws Exception;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);
    private static final LongAdder FAULTS = new LongAdder();

    private final String callId;

    /** @param callId for logs; empty for what belongs to no call */
    public Ending(String callId) {
        this.callId = callId;
    }

    /** Steps that have thrown since the start of the process. */
    public static long faults() {
        return FAULTS.sum();
    }

    /** Does this, whatever became of the steps before. */
    @SuppressWarnings("CatchThrowable") // an Error on the way out must not keep ports and threads for good either
    public Ending step(Object what, Step step) {
        try {
            step.run();
        } catch (Throwable t) {
            FAULTS.increment();
            LOG.atWarn().addKeyValue("call", callId).setCause(t).log("could not be released: {}", what);
        }
        return this;
    }
}
