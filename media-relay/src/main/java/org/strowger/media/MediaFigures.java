package org.strowger.media;

/**
 * Figures of a {@link MediaEngine}.
 *
 * @param sessions open sessions
 * @param portsInUse leased RTP/RTCP port pairs
 * @param portsQuarantined pairs that rest after use
 * @param portsFree pairs that may be leased, the reserve included
 * @param portsHurried pairs that were leased again before they had rested, since the start: nothing else was free
 * @param portsKept pairs that rest, or have rested, with their sockets bound, for the next stream
 * @param portsBound pairs whose sockets were made for a stream, since the start; the others had a stream's before
 * @param packetsReceived since the start, RTP and RTCP
 * @param packetsSent since the start, RTP and RTCP
 * @param packetsDropped received but from a stranger, malformed, or with nowhere to go
 * @param packetsExcess those of them that were more than the peer of a stream may send in a second
 * @param pressesIgnored telephone-events beyond what fingers can press
 * @param faults exceptions and errors that cost a loop one turn, tick or packet
 */
public record MediaFigures(
        int sessions,
        int portsInUse,
        int portsQuarantined,
        int portsFree,
        long portsHurried,
        int portsKept,
        long portsBound,
        long packetsReceived,
        long packetsSent,
        long packetsDropped,
        long packetsExcess,
        long pressesIgnored,
        long faults) {}
