package org.strowger.sip;

import java.net.InetSocketAddress;

/**
 * What a message came in on: a connection, or for UDP the pair of our socket and the sender's address. Two flows are equal
 * when a message sent on either reaches the same peer the same way.
 *
 * @param transport of the socket
 * @param local the address and port of our socket (never the wildcard for a connection; for a UDP socket as bound)
 * @param remote the sender's address and port as the socket saw it
 * @param connection names a connection for as long as the process lives; 0 for UDP
 */
public record Flow(Transport transport, InetSocketAddress local, InetSocketAddress remote, long connection) {

    /** The way back to the sender. */
    public Hop back() {
        return new Hop(transport, remote);
    }
}
