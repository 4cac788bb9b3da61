package org.strowger.dialog;

import org.strowger.sip.message.Reliability;
import org.strowger.sip.message.SipRequest;

/** With whom provisional responses are sent reliably, so that none is lost (RFC 3262). */
public enum ReliableProvisionals {
    /** Nobody: INVITEs of ours don't say {@code 100rel}, and one that requires it gets 420. */
    OFF,
    /** Those that support it: our INVITEs say that we do, and what answers an INVITE that does is sent reliably. */
    SUPPORTED,
    /** All: our INVITEs require it, and one that doesn't support it gets 421. */
    REQUIRED;

    /** Lets an INVITE of ours say so (RFC 3262 §4). */
    public void into(SipRequest invite) {
        switch (this) {
            case OFF -> Reliability.unsupport(invite);
            case SUPPORTED -> Reliability.support(invite);
            case REQUIRED -> Reliability.require(invite);
        }
    }
}
