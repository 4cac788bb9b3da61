package org.strowger.sip.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.function.Consumer;

/**
 * Keeps from a connection that its socket is open until its handshake is over: what waits to be sent waits where it is
 * bounded.
 */
final class Handshake extends ChannelInboundHandlerAdapter {

    private final Consumer<Throwable> failed;

    /** Told why there is no connection. */
    Handshake(Consumer<Throwable> failed) {
        this.failed = failed;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        // Not yet.
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (!(event instanceof SslHandshakeCompletionEvent handshake)) return;
        if (!handshake.isSuccess()) {
            fail(context, handshake.cause());
            return;
        }
        context.fireChannelActive();
        context.pipeline().remove(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(context, cause);
    }

    private void fail(ChannelHandlerContext context, Throwable cause) {
        failed.accept(cause);
        context.close();
    }
}
