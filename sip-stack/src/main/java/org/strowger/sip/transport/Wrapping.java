package org.strowger.sip.transport;

import io.netty.channel.ChannelPipeline;
import java.net.InetSocketAddress;
import org.strowger.sip.Hop;
import org.strowger.sip.websocket.WebSocketSettings;

/**
 * What lies between a connection and its socket: how bytes are secured, or framed in another protocol. What a
 * connection is told of, its opening included, comes through it. On the loop of the socket.
 */
interface Wrapping {

    /** Nothing: bytes as they are. */
    Wrapping NONE = new Wrapping() {
        @Override
        public void accepted(
                ChannelPipeline pipeline, InetSocketAddress remote, WebSocketSettings webSocket, Intake intake) {}

        @Override
        public void opened(ChannelPipeline pipeline, Hop to) {}
    };

    /**
     * Puts itself around a socket that a peer has opened.
     *
     * @param webSocket whom its listener lets in, if that is how SIP travels there
     * @param intake counts whom it keeps out
     */
    void accepted(ChannelPipeline pipeline, InetSocketAddress remote, WebSocketSettings webSocket, Intake intake);

    /** Puts itself around a socket that we are opening. */
    void opened(ChannelPipeline pipeline, Hop to);

    /** How messages lie in what comes through it. */
    default Framing.Maker framing(WebSocketSettings webSocket) {
        return ConnectionReader::new;
    }

    /** Whether there is all that is needed to let peers open sockets. Any thread. */
    default boolean canAccept() {
        return true;
    }

    /** Time has passed: files may have changed. */
    default void refresh() {}
}
