package org.strowger.sip;

import java.net.InetSocketAddress;

/**
 * What a message came in on, and what an answer goes out on: a connection, or for datagrams the pair of our socket and
 * the sender's address. Two flows are equal when a message sent on either reaches the same peer the same way.
 *
 * @param transport of the socket
 * @param local the address and port of our socket (never the wildcard for a connection; for a socket of datagrams as
 * bound)
 * @param remote the sender's address and port as the socket saw it
 * @param connection names a connection for as long as the process lives; {@link #NO_CONNECTION} for datagrams, and for
 *     a connection of an earlier process
 */
public record Flow(Transport transport, InetSocketAddress local, InetSocketAddress remote, long connection) {

    /** Connections are numbered from 1. */
    public static final long NO_CONNECTION = 0;

    /**
     * Whether it is a connection: whoever is at its other end gets what is sent to that address, and it may be gone.
     */
    public boolean isConnection() {
        return transport.reliable();
    }

    /**
     * Whether its peer is reached by it or not at all: nobody listens at the other end of a connection that only he
     * could open.
     */
    public boolean isOnlyWay() {
        return !transport.canCall();
    }

    /** The way back to the sender. */
    public Hop back() {
        return new Hop(transport, remote);
    }
}
