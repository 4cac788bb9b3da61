package org.strowger.transaction;

/**
 * What one layer has seen, since it began but for the first two.
 *
 * @param liveClients client transactions that live now
 * @param liveServers server transactions that live now
 * @param absorbed retransmissions received and dealt with from the index
 * @param retransmitted requests, responses and ACKs sent again
 * @param junk messages dropped because nobody could read them, or that had lost their way
 * @param malformed requests answered without a transaction, with 400, 505 or the like
 * @param strays responses other than 2xx to INVITE that no transaction waited for
 * @param merged requests answered with 482 (§8.2.2.2)
 * @param shed new requests refused with 503 because too many transactions lived, or weighed too much
 * @param once requests answered without a transaction that is kept
 * @param illegal events that a table calls illegal, and responses given after the end
 * @param timeouts transactions given up for want of a response or an ACK (timers B, F, H)
 * @param transportFailures messages that could not be delivered
 * @param listenerFaults exceptions thrown by listeners and users
 */
public record TransactionFigures(
        long liveClients,
        long liveServers,
        long absorbed,
        long retransmitted,
        long junk,
        long malformed,
        long strays,
        long merged,
        long shed,
        long once,
        long illegal,
        long timeouts,
        long transportFailures,
        long listenerFaults) {
    /** Of nothing. */
    public static final TransactionFigures NONE = new TransactionFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Those of two layers together. */
    public TransactionFigures plus(TransactionFigures other) {
        return new TransactionFigures(
                liveClients + other.liveClients,
                liveServers + other.liveServers,
                absorbed + other.absorbed,
                retransmitted + other.retransmitted,
                junk + other.junk,
                malformed + other.malformed,
                strays + other.strays,
                merged + other.merged,
                shed + other.shed,
                once + other.once,
                illegal + other.illegal,
                timeouts + other.timeouts,
                transportFailures + other.transportFailures,
                listenerFaults + other.listenerFaults);
    }
}
