package org.strowger.sip.transport;

import io.netty.channel.ChannelPipeline;
import java.net.InetSocketAddress;
import org.strowger.sip.Hop;
import org.strowger.sip.tls.TlsContexts;
import org.strowger.sip.websocket.WebSocketSettings;

/**
 * SIP over WebSocket (RFC 7118), over what secures it or nothing. A connection is open once the handshake is over; from
 * then on its messages lie in frames. Only peers open these.
 *
 * @param below what lies between it and the socket
 */
record WebSocketWrapping(Wrapping below, TransportLimits limits) implements Wrapping {

    /** In the clear. */
    static WebSocketWrapping plain(TlsContexts tls, TransportLimits limits) {
        return new WebSocketWrapping(Wrapping.NONE, limits);
    }

    /** By TLS. */
    static WebSocketWrapping secured(TlsContexts tls, TransportLimits limits) {
        return new WebSocketWrapping(new TlsWrapping(tls, limits), limits);
    }

    @Override
    public void accepted(
            ChannelPipeline pipeline, InetSocketAddress remote, WebSocketSettings webSocket, Intake intake) {
        below.accepted(pipeline, remote, webSocket, intake);
        pipeline.addLast(new WebSocketHandshake(webSocket, limits.unprovedSilence(), intake));
    }

    @Override
    public void opened(ChannelPipeline pipeline, Hop to) {
        throw new IllegalStateException("a WebSocket is opened by its peer: " + to);
    }

    @Override
    public Framing.Maker framing(WebSocketSettings webSocket) {
        long ping = webSocket.ping().toNanos();
        return (connection, intake) -> new WebSocketReader(connection, intake, ping);
    }

    @Override
    public boolean canAccept() {
        return below.canAccept();
    }

    @Override
    public void refresh() {
        below.refresh();
    }
}
