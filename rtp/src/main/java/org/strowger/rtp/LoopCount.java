package org.strowger.rtp;

/** What a loop counts, RTP and RTCP together. */
public enum LoopCount {
    RECEIVED,
    SENT,
    DROPPED,
    /** Dropped since a peer sends more than anybody has to say. */
    EXCESS,
    /** Exceptions and errors that cost one turn, tick or packet. */
    FAULTS,
    /** Telephone-events beyond what fingers can press. */
    PRESSES_IGNORED
}
