package org.strowger.transaction;

import javax.sip.message.Request;
import javax.sip.message.Response;

/** The layer above, told on the loop about what no transaction of its own is waiting for. */
public interface TransactionUser {

    /**
     * A new request other than ACK and CANCEL. Well-formed, not a retransmission and not merged (§8.2.2.2 was answered
     * with 482 already); nothing else has been checked.
     */
    void requested(ServerTransaction transaction);

    /** An ACK for a 2xx: it matches no transaction that is waiting for one (§13.3.1.4). */
    void acknowledged(Request ack);

    /** A 2xx to INVITE that matches no client transaction any more, or comes from another fork. */
    void strayAnswer(Response response);
}
