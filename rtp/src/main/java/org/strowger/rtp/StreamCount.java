package org.strowger.rtp;

/** What a stream counts. */
public enum StreamCount {
    PACKETS_RECEIVED,
    OCTETS_RECEIVED,
    PACKETS_LOST,
    /** Sixteen times the interarrival jitter in units of the clock (RFC 3550 A.8). */
    JITTER_TIMES_16,
    /** The RTP clock in whose units the jitter is counted, Hz. */
    JITTER_CLOCK,
    PACKETS_SENT,
    OCTETS_SENT,
    STRANGERS,
    /** Packets that could not be decrypted. */
    UNREADABLE,
    /** Packets of a payload type that the description doesn't name. */
    UNAGREED,
    /** How long neither RTP nor a report came from a peer whose description says that it sends, ms. */
    SILENT_MILLIS,
    /** The loss that the peer last reported of what we send, in 256ths. */
    FAR_LOSS_256,
    /** The opinion score times 10 that the peer reports of what it hears (RFC 3611 §4.7); 0 where it tells none. */
    FAR_OPINION_10,
    /** The round trip to the peer by its reports, µs; 0 before the first. */
    ROUND_TRIP_MICROS;

    private static final long MICROS = 1_000_000;

    public static StreamStatistics statistics(Tally<StreamCount> counted) {
        return new StreamStatistics(
                counted.read(PACKETS_RECEIVED),
                counted.read(OCTETS_RECEIVED),
                counted.read(PACKETS_LOST),
                counted.read(SILENT_MILLIS),
                (counted.read(JITTER_TIMES_16) >> 4) * MICROS / Math.max(1, counted.read(JITTER_CLOCK)),
                counted.read(PACKETS_SENT),
                counted.read(OCTETS_SENT),
                counted.read(STRANGERS),
                counted.read(FAR_LOSS_256) / 256.0,
                counted.read(FAR_OPINION_10) / 10.0,
                counted.read(ROUND_TRIP_MICROS));
    }
}
