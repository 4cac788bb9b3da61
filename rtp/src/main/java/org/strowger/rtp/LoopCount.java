package org.strowger.rtp;

/** What a loop counts, RTP and RTCP together. */
public enum LoopCount {
    RECEIVED,
    SENT,
    DROPPED,
    /** Packets dropped because a peer sends more of them a second than is allowed ({@link PacketRates}). */
    EXCESS,
    /** Exceptions and errors that cost one turn, tick or packet. */
    FAULTS,
    /** Telephone-events beyond what fingers can press. */
    PRESSES_IGNORED
}
