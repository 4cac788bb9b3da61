package org.strowger.rtp;

/** What a loop counts; of packets, RTP and RTCP together. */
public enum LoopCount {
    RECEIVED,
    SENT,
    DROPPED,
    /** Packets dropped because a peer sends more of them a second than is allowed ({@link PacketRates}). */
    EXCESS,
    /** Exceptions and errors that cost one turn, tick or packet. */
    FAULTS,
    /** Telephone-events beyond what fingers can press. */
    PRESSES_IGNORED,
    /** Commands that others have handed over. */
    COMMANDS,
    /** How often the loop had to be woken for them; those that come while it is awake need none. */
    WAKE_UPS
}
