package org.strowger.sip.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;
import org.strowger.sip.SipNetwork.NoListenerException;
import org.strowger.sip.Transport;

/**
 * One way to carry messages, at work: all of its sockets. What it reads goes to the {@link Intake} that it was made
 * with, on the socket's loop, together with the {@link Flow} that it came by. Everything may be called on any thread,
 * and nothing blocks.
 */
public interface SipTransport extends AutoCloseable {

    /** What it carries. */
    Transport kind();

    /** Whether a listener has the address family of a peer: only then is anything sent there. */
    boolean reaches(InetAddress remote);

    /**
     * Our own address toward a peer, as Via's sent-by and Contact name it.
     *
     * @throws NoListenerException if nothing {@linkplain #reaches reaches} it
     */
    InetSocketAddress localFor(InetSocketAddress remote);

    /**
     * Where the listener that would send to a peer is reached from this very host.
     *
     * @throws NoListenerException if nothing {@linkplain #reaches reaches} it
     */
    InetSocketAddress ownFor(InetSocketAddress remote);

    /**
     * Sends a message to an address, on a connection that there is if there are connections: one whose peer has proved
     * to be whom the hop names, if it is secured.
     *
     * @param to of this transport
     * @param onFailure run once, on any thread, if the frame certainly could not be delivered; never after a success
     */
    void send(byte[] frame, Hop to, Runnable onFailure);

    /** As {@link #send}, on a flow that a message came by. False if that flow is gone: then nothing has been done. */
    boolean sendOn(Flow flow, byte[] frame, Runnable onFailure);

    /** Whether a flow leads to its peer still. */
    boolean stands(Flow flow);

    /** Who sends on the flow has proved himself: his connection, if it is one, makes no room for others. */
    default void prove(Flow flow) {}

    /** For how long, at most, what is read now has waited in the kernel, in nanoseconds; 0 while there is no queue. */
    default long backlogNanos() {
        return 0;
    }

    /** Connections that are open now. */
    default int connections() {
        return 0;
    }

    /** Closes its sockets; what waits to be sent is dropped. */
    @Override
    void close();
}
