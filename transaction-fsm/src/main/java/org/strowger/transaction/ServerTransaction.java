package org.strowger.transaction;

import javax.sip.message.Request;
import javax.sip.message.Response;
import org.strowger.sip.Flow;
import org.strowger.sip.WireMessage;
import org.strowger.sip.message.Jain;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;

/** One request being served (RFC 3261 §17.2, RFC 6026). Runs on its loop. */
public interface ServerTransaction {

    /**
     * The request, parsed.
     *
     * @throws IllegalStateException once a final response has been given: of a request that has its answer only what
     *     tells its repetition is kept for the half minute in which that may come
     */
    Request request();

    /**
     * The same as the layers above see it.
     *
     * @throws IllegalStateException once a final response has been given
     */
    default SipRequest received() {
        return Jain.wrap(request());
    }

    /**
     * The request as it came, with the flow that it came on.
     *
     * @throws IllegalStateException once a final response has been given
     */
    WireMessage wire();

    /** The Call-ID of the request; known to the end. */
    String callId();

    /** What the request came on; known to the end. */
    Flow flow();

    /** Who is told about the rest of it. To be set before the first response. */
    void listener(ServerListener listener);

    /**
     * Sends a response. A final one to INVITE other than 2xx is retransmitted until the ACK; a 2xx is sent once per
     * call, since its user retransmits it (§13.3.1.4). A response that the machine can't take any more is dropped and
     * counted. To gets a tag if it has none and the status is above 100 (§8.2.6.2), the same in all responses of this
     * transaction.
     */
    void respond(Response response);

    /** The same. */
    default void respond(SipResponse response) {
        respond(Jain.unwrap(response));
    }

    /**
     * Sends a final response and forgets the request at once: it is not repeated for want of an ACK, and a
     * retransmission of the request comes as a new one, to be answered alike. For refusals without credentials, which
     * would be a reflector otherwise (§26.3.2.4), and for what costs nothing to answer again. To gets a tag that is
     * computed from the request, the same each time (§8.2.7), unless it has one.
     */
    void respondOnce(Response response);

    /** The same. */
    default void respondOnce(SipResponse response) {
        respondOnce(Jain.unwrap(response));
    }

    /** Whether a final response has been given. */
    boolean isAnswered();
}
