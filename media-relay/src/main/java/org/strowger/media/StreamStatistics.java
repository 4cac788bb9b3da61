package org.strowger.media;

/**
 * What one leg sent us and was sent by us.
 *
 * @param packetsReceived RTP packets accepted
 * @param octetsReceived their payload
 * @param packetsLost by sequence numbers (RFC 3550 A.3), never negative
 * @param jitterMicros interarrival jitter (RFC 3550 A.8)
 * @param packetsSent RTP packets sent
 * @param octetsSent their payload
 * @param strangers packets from another address than the latched one
 */
public record StreamStatistics(
        long packetsReceived,
        long octetsReceived,
        long packetsLost,
        long jitterMicros,
        long packetsSent,
        long octetsSent,
        long strangers) {}
