package org.strowger.sip.transport;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.sip.Hop;
import org.strowger.sip.message.NumericHost;
import org.strowger.sip.tls.TlsContexts;
import org.strowger.sip.websocket.WebSocketSettings;

/**
 * TLS (RFC 3261 §26.3.1, RFC 5922). A connection is open once both sides know who the other is, as far as they want to.
 */
final class TlsWrapping implements Wrapping {

    /** A peer that says who it wants to talk to needs some hundred octets. */
    static final int LONGEST_HELLO = 16 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(TlsWrapping.class);

    private final TlsContexts tls;
    private final TransportLimits limits;
    private final EachMinute warning = new EachMinute();

    TlsWrapping(TlsContexts tls, TransportLimits limits) {
        this.tls = tls;
        this.limits = limits;
    }

    @Override
    public boolean canAccept() {
        return tls.canListen();
    }

    @Override
    public void accepted(
            ChannelPipeline pipeline, InetSocketAddress remote, WebSocketSettings webSocket, Intake intake) {
        pipeline.addLast(new ByName(), new Handshake(why -> LOG.debug("TLS of {} fails: {}", remote, why.toString())));
    }

    @Override
    public void opened(ChannelPipeline pipeline, Hop to) {
        InetSocketAddress address = to.address();
        String name = to.domain().orElseGet(() -> NumericHost.text(address.getAddress()));
        SslHandler handler = tls.client().newHandler(pipeline.channel().alloc(), name, address.getPort());
        handler.setHandshakeTimeoutMillis(limits.connect().toMillis());
        pipeline.addLast(handler, new Handshake(why -> warn(name, address, why)));
    }

    /** Once a minute, since it happens anew with each call. */
    private void warn(String name, InetSocketAddress address, Throwable why) {
        if (!warning.isDue()) return;
        LOG.warn(
                "no TLS with {} at {}: {}; see tls.trust and tls.servers in the configuration",
                name,
                address,
                why.toString());
    }

    /** Files are read elsewhere than on a loop. */
    @Override
    public void refresh() {
        Thread.ofVirtual().name("tls-files").start(tls::refresh);
    }

    /** Shows the certificate of the name that the peer asks for (RFC 6066 §3). */
    private final class ByName extends SniHandler {

        ByName() {
            super(
                    TlsWrapping.this::shown,
                    LONGEST_HELLO,
                    limits.unprovedSilence().toMillis());
        }

        @Override
        protected SslHandler newSslHandler(SslContext context, ByteBufAllocator allocator) {
            SslHandler handler = super.newSslHandler(context, allocator);
            handler.setHandshakeTimeoutMillis(limits.unprovedSilence().toMillis());
            return handler;
        }
    }

    private Future<SslContext> shown(@Nullable String name, Promise<SslContext> promise) {
        return promise.setSuccess(tls.server(name));
    }
}
