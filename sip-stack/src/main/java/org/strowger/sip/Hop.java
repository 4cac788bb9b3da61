package org.strowger.sip;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Where a message goes next: a transport and a resolved address.
 *
 * @param domain whom we mean to find there, as a URI had it: what a secured peer has to prove to be (RFC 5922 §7).
 *     Empty where nobody was named, but an address
 */
public record Hop(Transport transport, InetSocketAddress address, Optional<String> domain) {

    /** Refuses an address that has not been resolved. */
    public Hop {
        if (address.isUnresolved()) throw new IllegalArgumentException("not resolved: " + address);
    }

    /** One for an address, whoever is there. */
    public Hop(Transport transport, InetSocketAddress address) {
        this(transport, address, Optional.empty());
    }

    /** The same place by another transport. */
    public Hop by(Transport other) {
        return new Hop(other, address, domain);
    }

    /**
     * Where the response to a request is sent if its connection is gone, and by datagrams always (RFC 3261 §18.2.2, RFC
     * 3581 §4): to the address that the request came from, at the source port if the topmost Via asks for it by rport,
     * else at the port of its sent-by. {@code maddr} is ignored: a switch that sends where strangers tell it to floods
     * on their behalf.
     */
    public static Hop forResponseTo(WireMessage request) {
        Flow flow = request.flow();
        if (!flow.isConnection() && request.asksForSourcePort()) return flow.back();
        int port = SentBy.port(request.sentBy(), flow.transport().defaultPort());
        if (port < 0 || flow.remote().isUnresolved()) return flow.back();
        return new Hop(flow.transport(), new InetSocketAddress(flow.remote().getAddress(), port));
    }
}
