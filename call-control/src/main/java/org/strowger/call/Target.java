package org.strowger.call;

import java.util.List;
import java.util.Optional;
import javax.sip.address.SipURI;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;

/**
 * One place to send an INVITE to.
 *
 * @param party for logs and status
 * @param uri Request-URI
 * @param to the URI for To
 * @param routes preloaded routes, outermost first
 * @param flow the connection that the contact registered on
 * @param fixedHop where to send regardless of the URI: the address that a contact behind NAT registered from
 */
record Target(String party, SipURI uri, SipURI to, List<SipURI> routes, Optional<Flow> flow, Optional<Hop> fixedHop) {
    Target {
        routes = List.copyOf(routes);
    }

    /** The URI that decides the next hop (RFC 3261 §8.1.2). */
    SipURI nextHop() {
        return routes.isEmpty() ? uri : routes.getFirst();
    }
}
