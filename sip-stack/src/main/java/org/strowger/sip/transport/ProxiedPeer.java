package org.strowger.sip.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first bytes of a socket that a load balancer has opened for somebody: they say for whom (PROXY protocol of
 * HAProxy, versions 1 and 2). There is no connection until they have come; then it is that of the peer behind. A
 * balancer that comes of its own accord, as to see whether we are there, is its own peer.
 */
final class ProxiedPeer extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(ProxiedPeer.class);
    /** Octets of what a balancer may add to the addresses: names, checksums, what it knows of TLS. */
    private static final int LONGEST_EXTRAS = 4096;

    /** Where sockets wait for their peers. Any thread. */
    static final class Lobby {
        private final TransportLimits limits;
        private final Intake intake;
        private final AtomicInteger waiting = new AtomicInteger();
        private final EachMinute warning = new EachMinute();

        Lobby(TransportLimits limits, Intake intake) {
            this.limits = limits;
            this.intake = intake;
        }

        /** As many may wait as one address may have connections. */
        boolean isFull() {
            return waiting.get() >= limits.connectionsPerAddress();
        }

        /**
         * Lets one wait.
         *
         * @param proxy who has opened the socket
         * @param introduced told who the peer is; puts behind this what serves it
         */
        void enter(ChannelPipeline pipeline, InetSocketAddress proxy, Consumer<InetSocketAddress> introduced) {
            pipeline.addLast(new HAProxyMessageDecoder(LONGEST_EXTRAS), new ProxiedPeer(this, proxy, introduced));
        }
    }

    private final Lobby lobby;
    private final InetSocketAddress proxy;
    private final Consumer<InetSocketAddress> introduced;
    private @Nullable Future<?> deadline;

    private ProxiedPeer(Lobby lobby, InetSocketAddress proxy, Consumer<InetSocketAddress> introduced) {
        this.lobby = lobby;
        this.proxy = proxy;
        this.introduced = introduced;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        lobby.waiting.incrementAndGet();
        long patience = lobby.limits.unprovedSilence().toNanos();
        deadline = context.executor().schedule(() -> refuse(context, "nothing"), patience, TimeUnit.NANOSECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        lobby.waiting.decrementAndGet();
        stopWaiting();
    }

    private void stopWaiting() {
        if (deadline != null) deadline.cancel(false);
        deadline = null;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        // Not yet.
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
        HAProxyMessage header = (HAProxyMessage) read;
        try {
            introduced.accept(peer(header));
        } finally {
            header.release();
        }
        context.fireChannelActive();
        context.pipeline().remove(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Throwable first = cause.getCause() == null ? cause : cause.getCause(); // the decoder's own is within another
        refuse(context, String.valueOf(first.getMessage()));
    }

    /** What says nothing of its own is of no protocol that is known. */
    private InetSocketAddress peer(HAProxyMessage header) {
        return switch (header.proxiedProtocol()) {
            case TCP4, TCP6 ->
                new InetSocketAddress(InetAddress.ofLiteral(header.sourceAddress()), header.sourcePort());
            case UDP4, UDP6, UNIX_STREAM, UNIX_DGRAM, UNKNOWN -> proxy;
        };
    }

    private void refuse(ChannelHandlerContext context, String why) {
        if (deadline == null) return; // refused already, and now closed
        stopWaiting();
        lobby.intake.refused.increment();
        if (lobby.warning.isDue())
            LOG.warn("{} is one of the proxies of a listener, and doesn't say for whom it comes: {}", proxy, why);
        context.close();
    }
}
