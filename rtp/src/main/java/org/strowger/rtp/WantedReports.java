package org.strowger.rtp;

/** What the peer would like to know of us (RFC 3611 §5.1). */
public enum WantedReports {
    /** What everybody is told. */
    PLAIN,
    /** How it is heard, too. */
    WITH_VOIP_METRICS
}
