package org.strowger.sip.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;
import org.strowger.sip.Transport;
import org.strowger.sip.source.SourceKeys;
import org.strowger.sip.tls.TlsContexts;
import org.strowger.sip.websocket.WebSocketSettings;
import org.strowger.statemachine.Timings;

/**
 * All sockets of TCP, or of what goes over it: those that listen, those that peers opened, those that we opened. Safe
 * on any thread.
 */
final class TcpTransport implements SocketTransport, TcpConnection.Owner {

    /** Makes them. */
    record Provider(Transport transport, BiFunction<TlsContexts, TransportLimits, Wrapping> wrapping)
            implements TransportProvider {
        @Override
        public SocketTransport open(SipLoops loops, TransportLimits limits, TlsContexts tls, Intake intake) {
            return new TcpTransport(transport, loops, limits, wrapping.apply(tls, limits), intake);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(TcpTransport.class);
    private static final long LONGEST_SWEEP_MILLIS = 5_000;
    /** Connections that are looked at for one that makes room: what a newcomer costs is bounded. */
    private static final int MOST_ASKED = 8;
    /** Whoever has said something since is not idle. */
    private static final long JUST_NOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final int BACKLOG = 1024;

    private final Transport kind;
    private final SipLoops loops;
    private final TransportLimits limits;
    private final Timings timings;
    private final Intake intake;
    private final Wrapping wrapping;
    private final List<Channel> servers = new ArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();
    /** Of the listeners; made anew with each of them, before anybody sends. */
    private Routes routes;

    private final AtomicLong ids = new AtomicLong();
    private final ConcurrentHashMap<Long, TcpConnection> byId = new ConcurrentHashMap<>();
    /**
     * By whom they lead to, and those that we opened to a domain also by the mere address: who asks for nobody in
     * particular is content with whoever that is.
     */
    private final ConcurrentHashMap<Hop, TcpConnection> byRemote = new ConcurrentHashMap<>();
    /** By IPv4 address or IPv6 /64. */
    private final ConcurrentHashMap<Long, AtomicInteger> acceptedFrom = new ConcurrentHashMap<>();
    /** The oldest first; those that are gone or have proved themselves are swept out. */
    private final ConcurrentLinkedQueue<TcpConnection> unproved = new ConcurrentLinkedQueue<>();

    /** Those that we have opened, the oldest first; those that are gone are swept out. */
    private final ConcurrentLinkedQueue<TcpConnection> opened = new ConcurrentLinkedQueue<>();

    private final AtomicInteger openedNow = new AtomicInteger();
    private final ProxiedPeer.Lobby lobby;
    private final io.netty.util.concurrent.Future<?> sweeper;
    private volatile boolean closed;

    private TcpTransport(Transport kind, SipLoops loops, TransportLimits limits, Wrapping wrapping, Intake intake) {
        this.kind = kind;
        this.routes = new Routes(kind, listeners);
        this.loops = loops;
        this.limits = limits;
        this.timings = ConnectionTable.Time.timings(limits);
        this.intake = intake;
        this.wrapping = wrapping;
        this.lobby = new ProxiedPeer.Lobby(limits, intake);
        long period = Math.clamp(limits.shortest().toMillis() / 2, 1, LONGEST_SWEEP_MILLIS);
        this.sweeper = loops.group().scheduleWithFixedDelay(this::sweep, period, period, TimeUnit.MILLISECONDS);
    }

    @Override
    public Transport kind() {
        return kind;
    }

    @Override
    public void listen(Listener listener) {
        if (!wrapping.canAccept()) throw new ListenException(listener, "there is no certificate to show; name one");
        ChannelFuture bound = new ServerBootstrap()
                .group(loops.group())
                .channelFactory(() -> new NioServerSocketChannel(SelectorProvider.provider(), family(listener.bind())))
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .handler(new Acceptor())
                .childHandler(new ChannelInitializer<NioSocketChannel>() {
                    @Override
                    protected void initChannel(NioSocketChannel channel) {
                        ConnectionOptions.set(channel, limits);
                        arrived(channel, listener);
                    }
                })
                .bind(listener.bind())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) throw new ListenException(listener, bound.cause());
        servers.add(bound.channel());
        listeners.add(listener.boundTo((InetSocketAddress) bound.channel().localAddress()));
        routes = new Routes(kind, listeners);
    }

    @Override
    public List<Listener> listeners() {
        return List.copyOf(listeners);
    }

    @Override
    public boolean reaches(InetAddress remote) {
        return routes.reaches(remote);
    }

    @Override
    public InetSocketAddress localFor(InetSocketAddress remote) {
        return routes.localFor(remote);
    }

    @Override
    public InetSocketAddress ownFor(InetSocketAddress remote) {
        return routes.ownFor(remote);
    }

    @Override
    public TransportLimits limits() {
        return limits;
    }

    @Override
    public Timings timings() {
        return timings;
    }

    @Override
    public int connections() {
        return byId.size();
    }

    @Override
    public boolean stands(Flow flow) {
        return byId.containsKey(flow.connection());
    }

    @Override
    public void prove(Flow flow) {
        TcpConnection connection = byId.get(flow.connection());
        if (connection != null) connection.prove();
    }

    @Override
    public boolean sendOn(Flow flow, byte[] frame, Runnable onFailure) {
        TcpConnection connection = byId.get(flow.connection());
        if (connection == null) return false;
        connection.send(frame, onFailure);
        return true;
    }

    /** On a connection to that address, opened if there is none and if one can be. */
    @Override
    public void send(byte[] frame, Hop to, Runnable onFailure) {
        if (!kind.canCall()) {
            // Whoever is there now need not be who was there: browsers share the ports of their NATs.
            intake.failed(onFailure);
            return;
        }
        Routes.Route route = routes.to(to.address().getAddress());
        if (route == null) {
            intake.failed(onFailure);
            return;
        }
        TcpConnection open = byRemote.get(to);
        if (open == null && hasRoomToOpen()) open = connection(to, route.local());
        if (open != null) {
            open.send(frame, onFailure);
            return;
        }
        intake.refused.increment();
        intake.failed(onFailure);
    }

    private TcpConnection connection(Hop to, InetAddress local) {
        EventLoop loop = loops.nearest();
        TcpConnection fresh = TcpConnection.toward(to, this, loops.of(loop), ids.incrementAndGet(), intake);
        TcpConnection other = byRemote.putIfAbsent(to, fresh);
        if (other != null) return other;
        byId.put(fresh.id(), fresh);
        openedNow.incrementAndGet();
        opened.add(fresh);
        if (to.domain().isPresent()) byRemote.putIfAbsent(new Hop(kind, to.address()), fresh);
        connect(fresh, loop, local);
        return fresh;
    }

    @Override
    public void forget(TcpConnection connection) {
        Hop hop = connection.hop();
        byRemote.remove(hop, connection);
        if (hop.domain().isPresent()) byRemote.remove(new Hop(kind, hop.address()), connection);
        if (!byId.remove(connection.id(), connection)) return;
        if (connection.isOpenedByUs()) openedNow.decrementAndGet();
        if (!kind.canCall()) connection.flow().ifPresent(intake::ended);
    }

    @Override
    public void close() {
        closed = true;
        sweeper.cancel(false);
        for (Channel server : servers) server.close().awaitUninterruptibly();
        for (TcpConnection connection : byId.values()) connection.close();
    }

    private static SocketProtocolFamily family(InetSocketAddress address) {
        return address.getAddress() instanceof Inet6Address ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET;
    }

    private void arrived(NioSocketChannel channel, Listener listener) {
        InetSocketAddress remote = channel.remoteAddress();
        if (remote == null || closed) channel.close();
        else if (!listener.isProxy(remote.getAddress())) accept(channel, remote, listener.webSocket());
        else if (lobby.isFull()) refuse(channel);
        else lobby.enter(channel.pipeline(), remote, peer -> accept(channel, peer, listener.webSocket()));
    }

    private void refuse(NioSocketChannel channel) {
        intake.refused.increment();
        channel.close();
    }

    private void accept(NioSocketChannel channel, InetSocketAddress remote, WebSocketSettings webSocket) {
        long from = SourceKeys.of(remote.getAddress());
        AtomicInteger count = acceptedFrom.compute(from, (_, old) -> incremented(old));
        channel.closeFuture().addListener(_ -> acceptedFrom.computeIfPresent(from, (_, n) -> decremented(n)));
        if (count.get() > limits.connectionsPerAddress() || !hasRoom()) {
            refuse(channel);
            return;
        }
        intake.accepted.increment();
        TcpConnection connection = TcpConnection.from(
                new Hop(kind, remote),
                this,
                loops.of(channel.eventLoop()),
                ids.incrementAndGet(),
                intake,
                wrapping.framing(webSocket));
        byId.put(connection.id(), connection);
        byRemote.put(connection.hop(), connection);
        unproved.add(connection);
        wrapping.accepted(channel.pipeline(), remote, webSocket, intake);
        channel.pipeline().addLast(connection);
    }

    /**
     * Whether there is room for one more; where there is none, one of the oldest that has proved nothing and is idle
     * makes some.
     */
    private boolean hasRoom() {
        if (byId.size() < limits.connections()) return true;
        long now = System.nanoTime();
        for (int i = 0; i < MOST_ASKED; i++) {
            TcpConnection oldest = unproved.poll();
            if (oldest == null) return false;
            if (!oldest.isExpendable()) continue;
            if (oldest.isActiveWithin(JUST_NOW_NANOS, now)) {
                unproved.add(oldest);
                continue;
            }
            forget(oldest);
            oldest.cut();
            return true;
        }
        return false;
    }

    /**
     * Whether we may open one more: peers choose where we send, and could have us open them without end. Where there is
     * no room, one of the oldest makes some that has been idle for longer than a call rings: it is opened again when it
     * is needed.
     */
    private boolean hasRoomToOpen() {
        if (openedNow.get() < limits.opened()) return true;
        long now = System.nanoTime();
        for (int i = 0; i < MOST_ASKED; i++) {
            TcpConnection oldest = opened.poll();
            if (oldest == null) return false;
            if (oldest.isGone()) continue;
            if (!oldest.isConnected()
                    || oldest.isActiveWithin(limits.unprovedIdle().toNanos(), now)) {
                opened.add(oldest);
                continue;
            }
            forget(oldest);
            oldest.cut();
            return true;
        }
        return false;
    }

    private static AtomicInteger incremented(@Nullable AtomicInteger count) {
        AtomicInteger counted = count == null ? new AtomicInteger() : count;
        counted.incrementAndGet();
        return counted;
    }

    private static @Nullable AtomicInteger decremented(AtomicInteger count) {
        return count.decrementAndGet() == 0 ? null : count;
    }

    private void connect(TcpConnection connection, EventLoop loop, InetAddress local) {
        if (closed) {
            connection.failed();
            return;
        }
        Hop hop = connection.hop();
        InetSocketAddress to = hop.address();
        new Bootstrap()
                .group(loop)
                .channelFactory(() -> new NioSocketChannel(SelectorProvider.provider(), family(to)))
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        limits.connect().toMillis())
                .handler(new ChannelInitializer<NioSocketChannel>() {
                    @Override
                    protected void initChannel(NioSocketChannel channel) {
                        ConnectionOptions.set(channel, limits);
                        wrapping.opened(channel.pipeline(), hop);
                        channel.pipeline().addLast(connection);
                    }
                })
                .connect(to, new InetSocketAddress(local, 0))
                .addListener(result -> {
                    if (result.isSuccess()) intake.opened.increment();
                    else connection.failed();
                });
    }

    private void sweep() {
        wrapping.refresh();
        long now = System.nanoTime();
        for (TcpConnection connection : byId.values()) connection.closeIfStale(now);
        unproved.removeIf(connection -> !connection.isExpendable());
        opened.removeIf(TcpConnection::isGone);
    }

    /**
     * Keeps what goes wrong while accepting, such as too many open files, from being logged with a stack trace each
     * time.
     */
    private static final class Acceptor extends ChannelInboundHandlerAdapter {
        @Override
        public boolean isSharable() {
            return true;
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            LOG.warn("cannot accept a connection on {}: {}", context.channel().localAddress(), cause.toString());
        }
    }
}
