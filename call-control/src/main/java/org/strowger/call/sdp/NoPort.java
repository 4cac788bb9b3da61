package org.strowger.call.sdp;

import org.strowger.rtp.PortsExhaustedException;
import org.strowger.sip.message.SipResponse;

/**
 * No port is free for a leg's media: 503, to be tried again (RFC 3261 §21.5.4). Within a session it is 500: a 503 would
 * send whoever asked to another server, which knows nothing of the session.
 */
public final class NoPort extends NoMedia {
    private static final long serialVersionUID = 1;

    NoPort(PortsExhaustedException failure) {
        super(String.valueOf(failure.getMessage()));
    }

    @Override
    public int status() {
        return SipResponse.SERVICE_UNAVAILABLE;
    }

    @Override
    public int statusWithin() {
        return SipResponse.SERVER_INTERNAL_ERROR;
    }
}
