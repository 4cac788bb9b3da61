package org.strowger.transaction;

import java.time.Duration;

/**
 * The times of RFC 3261 table 4.
 *
 * @param t1 estimated round trip, 500 ms unless a closed network is known to be faster
 * @param t2 the longest interval between retransmissions, 4 s
 * @param t4 how long a message may linger in the network, 5 s
 */
public record TransactionSettings(Duration t1, Duration t2, Duration t4) {

    /** 500 ms, 4 s, 5 s. */
    public static final TransactionSettings RFC_3261 =
            new TransactionSettings(Duration.ofMillis(500), Duration.ofSeconds(4), Duration.ofSeconds(5));
}
