package org.strowger.transaction;

import java.time.Duration;

/**
 * The times of RFC 3261 table 4, and limits.
 *
 * @param t1 estimated round trip, 500 ms unless a closed network is known to be faster
 * @param t2 the longest interval between retransmissions, 4 s
 * @param t4 how long a message may linger in the network, 5 s
 * @param maxServerTransactions how many server transactions without a final response may live on one loop, 1 or more.
 * Beyond it a request
 *     outside of dialogs gets 503, without a transaction, and is counted in {@link TransactionFigures#shed()}; requests
 * within dialogs and
 *     CANCEL are taken up to twice as many, so that calls can still end
 * @param maxServerOctets how much all of them may weigh on one loop, those with a final response too, 1 or more, by the
 * same rules; answers
 *     that are kept for retransmissions make room from half of it on, the oldest first. Of either limit one address may
 * have a quarter once half
 *     of it is taken
 */
public record TransactionSettings(
        Duration t1, Duration t2, Duration t4, int maxServerTransactions, long maxServerOctets) {

    /** Enough for 1,500 calls a second on each loop, far below what memory holds. */
    public static final int DEFAULT_MAX_SERVER_TRANSACTIONS = 100_000;

    /** 64 MiB. */
    public static final long DEFAULT_MAX_SERVER_OCTETS = 64L << 20;

    /** 500 ms, 4 s, 5 s. */
    public static final TransactionSettings RFC_3261 =
            new TransactionSettings(Duration.ofMillis(500), Duration.ofSeconds(4), Duration.ofSeconds(5));

    /** Validates. */
    public TransactionSettings {
        if (maxServerOctets < 1)
            throw new IllegalArgumentException("no server transaction has room: " + maxServerOctets);
        if (maxServerTransactions < 1)
            throw new IllegalArgumentException("no server transaction could live: " + maxServerTransactions);
    }

    /** These times, with the default limit. */
    public TransactionSettings(Duration t1, Duration t2, Duration t4) {
        this(t1, t2, t4, DEFAULT_MAX_SERVER_TRANSACTIONS);
    }

    /** These times, with a limit of transactions. */
    public TransactionSettings(Duration t1, Duration t2, Duration t4, int maxServerTransactions) {
        this(t1, t2, t4, maxServerTransactions, DEFAULT_MAX_SERVER_OCTETS);
    }
}
