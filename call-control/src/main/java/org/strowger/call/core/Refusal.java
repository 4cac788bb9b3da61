package org.strowger.call.core;

import java.time.Duration;
import java.util.List;
import javax.sip.header.Header;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.strowger.sip.message.Sip;

/** A final response to an INVITE that does not become a call. */
public record Refusal(int status, String why, List<Header> headers) {

    public Response answer(Request invite) {
        Response response = Sip.response(status, invite);
        headers.forEach(response::addHeader);
        return response;
    }

    /** When it is worth to ask again (RFC 3261 §20.33), in whole seconds. */
    public static Header retryAfter(Duration span) {
        return Sip.header("Retry-After", Long.toString(Math.max(1, span.toSeconds())));
    }
}
