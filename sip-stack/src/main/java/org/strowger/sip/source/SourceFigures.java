package org.strowger.sip.source;

import java.util.Map;

/**
 * What sources have been up to.
 *
 * @param dropped requests dropped before they were parsed, by cause
 * @param failed wrong credentials
 * @param bans addresses and flows that were banned
 */
public record SourceFigures(Map<SourceCause, Long> dropped, long failed, long bans) {

    /** Copies. */
    public SourceFigures {
        dropped = Map.copyOf(dropped);
    }

    /** Requests dropped for this cause. */
    public long of(SourceCause cause) {
        return dropped.getOrDefault(cause, 0L);
    }
}
