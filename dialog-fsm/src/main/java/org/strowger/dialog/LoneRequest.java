package org.strowger.dialog;

import java.util.List;
import java.util.Optional;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;
import org.strowger.sip.message.NameAddress;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipUri;

/**
 * A request outside of any dialog, other than INVITE (RFC 3261 §8.1.1): the NOTIFY of a lamp, a MESSAGE.
 *
 * @param target Request-URI
 * @param from without tag
 * @param to without tag
 * @param routes preloaded Route set, outermost first
 * @param hop where it goes, resolved
 * @param flow the flow to use while it stands
 * @param extra further headers, in order
 * @param contentType of the body; of no account where that is empty
 */
@SuppressWarnings("ArrayRecordComponent") // not written again
public record LoneRequest(
        String method,
        SipUri target,
        NameAddress from,
        NameAddress to,
        List<SipUri> routes,
        Hop hop,
        Optional<Flow> flow,
        List<SipHeader> extra,
        String contentType,
        byte[] body) {
    /** Copies. */
    public LoneRequest {
        routes = List.copyOf(routes);
        extra = List.copyOf(extra);
    }

    /** One that says all by its method. */
    public static LoneRequest bare(
            String method, SipUri target, NameAddress from, NameAddress to, Hop hop, Optional<Flow> flow) {
        return new LoneRequest(method, target, from, to, List.of(), hop, flow, List.of(), "", new byte[0]);
    }
}
