package org.strowger.media;

import java.net.InetAddress;
import org.strowger.rtp.PortsExhaustedException;

/**
 * The media of one call. Safe on any thread: what is asked for happens on the call's media loop, in the order asked.
 */
public interface MediaSession extends AutoCloseable {

    /**
     * Leases a port pair and opens a stream on it.
     *
     * @param local the address that peers are to send to; its family decides the socket's
     * @throws PortsExhaustedException if no pair is free
     */
    MediaStream stream(InetAddress local) throws PortsExhaustedException;

    /**
     * Sends to each of the two what the other receives, as it is; ends whatever either played, and any other bridge of
     * theirs.
     */
    void bridge(MediaStream one, MediaStream other);

    /** Ends the bridge of a stream. */
    void unbridge(MediaStream stream);

    /** Closes all streams. */
    @Override
    void close();
}
