package org.strowger.dialog;

import java.time.Duration;
import org.strowger.sip.message.RequestInspector;
import org.strowger.transaction.TransactionSettings;

/**
 * What all dialogs of the switch have in common.
 *
 * @param product for User-Agent and Server, such as {@code Strowger/0.1.0}
 * @param understood methods, extensions and content types
 * @param transactions T1 and its kin, by which 2xx and ACK are retransmitted
 * @param contactUser user part of our Contact URIs
 * @param sessions how sessions are kept from outliving their peers, where they say nothing else
 * @param provisionals with whom provisional responses are sent reliably, where sessions say nothing else
 */
public record UserAgentSettings(
        String product,
        RequestInspector.Understood understood,
        TransactionSettings transactions,
        String contactUser,
        SessionTimers sessions,
        ReliableProvisionals provisionals) {

    /** Without session timers, and without reliable provisional responses. */
    public UserAgentSettings(
            String product,
            RequestInspector.Understood understood,
            TransactionSettings transactions,
            String contactUser) {
        this(product, understood, transactions, contactUser, SessionTimers.NONE, ReliableProvisionals.OFF);
    }

    /** With these session timers. */
    public UserAgentSettings withSessions(SessionTimers other) {
        return new UserAgentSettings(product, understood, transactions, contactUser, other, provisionals);
    }

    /** With provisional responses sent so. */
    public UserAgentSettings withProvisionals(ReliableProvisionals other) {
        return new UserAgentSettings(product, understood, transactions, contactUser, sessions, other);
    }

    /** How long an INVITE that was cancelled may wait for its final response (§9.1: 64·T1). */
    public Duration cancelPatience() {
        return transactions.t1().multipliedBy(64);
    }
}
