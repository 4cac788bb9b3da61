package org.strowger.sip;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * The transports as the layers above see them: frames out. Frames in go to the {@link SipReceiver} that the network was
 * built with. Implemented over real sockets by the room {@code transport}, in virtual time by {@code memory}. All
 * methods may be called on any loop and never block.
 */
public interface SipNetwork {

    /**
     * Our own address toward a hop, as Via's sent-by and Contact name it: the advertised address of the listener that
     * would send there, or where that is ourselves, the hop.
     *
     * @throws NoListenerException if no listener has that transport and address family
     */
    InetSocketAddress localFor(Hop hop);

    /**
     * Where the listener that would send to a hop is reached from this very host: what goes to ourselves needs no way
     * round by the outside, and behind a NAT there often is none.
     *
     * @throws NoListenerException if no listener has that transport and address family
     */
    InetSocketAddress ownFor(Hop hop);

    /**
     * Sends a request. A TCP connection to the hop is reused or opened; over UDP a frame longer than 1300 bytes goes by
     * TCP instead where the caller allowed for it (RFC 3261 §18.1.1, see {@link #transportFor}).
     *
     * @param onFailure run once, on any thread, if the frame certainly could not be delivered (refused connection, ICMP
     *     error, no listener); never after a success
     */
    void send(byte[] frame, Hop hop, Runnable onFailure);

    /**
     * Sends on a flow that a message came in on: a response (RFC 3261 §18.2.2) or a request toward a registered flow.
     * If the connection is gone, opens one to {@code fallback}. Over UDP, sends from the flow's local socket to its
     * remote address, and {@code fallback} is of no account.
     */
    void sendOn(Flow flow, byte[] frame, Hop fallback, Runnable onFailure);

    /**
     * The transport that a request of this size is to use toward a hop asked for as {@code wanted}: UDP becomes TCP
     * over 1300 bytes where a TCP listener of that address family exists (RFC 3261 §18.1.1).
     */
    Transport transportFor(Transport wanted, InetSocketAddress remote, int frameLength);

    /**
     * For how long, at most, what is read now has waited in the kernel: the time since a socket's queue was last read
     * empty. Zero while there is no queue. Any thread.
     */
    default Duration backlog() {
        return Duration.ZERO;
    }

    /** Whether the flow leads to the peer still: false for a connection that is closed. Any thread. */
    default boolean stands(Flow flow) {
        return true;
    }

    /**
     * Who sends on the flow has proved himself: his connection, if it is one, is kept while it is idle, and makes no
     * room for others. Any thread.
     */
    default void prove(Flow flow) {}

    /** Thrown when we have no listener of a transport and address family. */
    final class NoListenerException extends RuntimeException {
        private static final long serialVersionUID = 1;

        /** Names the hop. */
        public NoListenerException(Hop hop) {
            super("no " + hop.transport() + " listener reaches "
                    + hop.address().getAddress().getHostAddress() + ": add one under 'listen' in strowger.yaml");
        }
    }
}
