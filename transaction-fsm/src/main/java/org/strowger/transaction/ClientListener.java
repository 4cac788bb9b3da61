package org.strowger.transaction;

import javax.sip.message.Response;

/**
 * Told about one client transaction, on its loop. After a final response, {@link #timedOut} or
 * {@link #transportFailed}, only further 2xx follow.
 */
public interface ClientListener {

    /** Wants to know nothing. */
    ClientListener NONE = new ClientListener() {
        @Override
        public void provisional(Response response) {}

        @Override
        public void answered(Response response) {}

        @Override
        public void timedOut() {}

        @Override
        public void transportFailed() {}
    };

    /** A 1xx. */
    void provisional(Response response);

    /**
     * A final response; each 2xx to an INVITE, retransmitted ones included (RFC 6026 §7.1), since the user must ACK
     * each.
     */
    void answered(Response response);

    /** No final response in time (timer B or F): as if 408 had come (§8.1.3.1). */
    void timedOut();

    /** The request could not be sent: as if 503 had come (§8.1.3.1). */
    void transportFailed();
}
