package org.strowger.call.core;

import java.time.Duration;
import java.util.List;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;

/** A final response to an INVITE that does not become a call. */
public record Refusal(int status, String why, List<SipHeader> headers) {

    public SipResponse answer(SipRequest invite) {
        SipResponse response = SipResponse.of(status, invite);
        headers.forEach(response::add);
        return response;
    }

    /** When it is worth to ask again (RFC 3261 §20.33), in whole seconds. */
    public static SipHeader retryAfter(Duration span) {
        return SipHeader.of("Retry-After", Long.toString(Math.max(1, span.toSeconds())));
    }
}
