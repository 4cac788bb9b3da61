package org.strowger.sip.transport;

import java.util.List;

/**
 * One whose sockets are opened where a configuration says: it begins with {@link #listen}, some times, before anything
 * is sent.
 */
public interface SocketTransport extends SipTransport {

    /**
     * Opens a socket.
     *
     * @throws ListenException if it can't be opened
     */
    void listen(Listener listener);

    /** Where it listens, with the ports that the kernel gave where 0 was asked for. */
    List<Listener> listeners();
}
