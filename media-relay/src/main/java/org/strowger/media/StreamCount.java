package org.strowger.media;

/** What a stream counts. */
enum StreamCount {
    PACKETS_RECEIVED,
    OCTETS_RECEIVED,
    PACKETS_LOST,
    /** Sixteen times the interarrival jitter in units of the clock (RFC 3550 A.8). */
    JITTER_TIMES_16,
    /** The clock that these units are of, Hz. */
    JITTER_CLOCK,
    PACKETS_SENT,
    OCTETS_SENT,
    STRANGERS;

    private static final long MICROS = 1_000_000;

    static StreamStatistics statistics(Tally<StreamCount> counted) {
        return new StreamStatistics(
                counted.read(PACKETS_RECEIVED),
                counted.read(OCTETS_RECEIVED),
                counted.read(PACKETS_LOST),
                (counted.read(JITTER_TIMES_16) >> 4) * MICROS / Math.max(1, counted.read(JITTER_CLOCK)),
                counted.read(PACKETS_SENT),
                counted.read(OCTETS_SENT),
                counted.read(STRANGERS));
    }
}
