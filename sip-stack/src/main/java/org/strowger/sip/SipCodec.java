package org.strowger.sip;

import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;

/**
 * Frames to JAIN-SIP messages and back. Stateless; safe on any loop (parsers are per thread). Parses leniently where RFC 3261
 * and RFC 4475 allow it, and never throws for what a peer sent.
 */
public final class SipCodec {

    private SipCodec() {}

    /** What a frame turned out to be. */
    public sealed interface Parsed {
        /** A request that may be handed up. Its topmost Via carries received and rport (RFC 3261 §18.2.1, RFC 3581). */
        record GoodRequest(Request request) implements Parsed {}

        /** A response that may be handed up. */
        record GoodResponse(Response response) implements Parsed {}

        /**
         * A request that can't be: the status to answer it with (400, 505, …), why, and as much of it as is needed for an
         * answer, so that {@link SipCodec#print} of a response built from it works.
         */
        record BadRequest(int status, String why, Response answer) implements Parsed {}

        /** To be dropped: a malformed response, or a request too broken to be answered. */
        record Junk(String why) implements Parsed {}
    }

    /** Parses in full. */
    public static Parsed parse(WireMessage message) {
        throw new UnsupportedOperationException();
    }

    /** Prints, with a Content-Length that is right. */
    public static byte[] print(Message message) {
        throw new UnsupportedOperationException();
    }
}
