package org.strowger.sip.transport;

import io.netty.channel.IoEventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;
import org.strowger.sip.SipNetwork;
import org.strowger.sip.SipNetworkFigures;
import org.strowger.sip.SipReceiver;
import org.strowger.sip.Transport;
import org.strowger.sip.transport.Routes.Route;

/**
 * SIP over real sockets: UDP and TCP on any number of addresses, IPv4 and IPv6. What arrives goes to the receiver on the
 * socket's loop.
 *
 * {@snippet :
 * SipLoops loops = SipLoops.start(2);
 * var address = new InetSocketAddress("127.0.0.1", 5060);
 * SipTransports transports = SipTransports.open(
 *         loops, List.of(Listener.udp(address), Listener.tcp(address)), TransportLimits.DEFAULT, System.out::println);
 * }
 */
public final class SipTransports implements SipNetwork, AutoCloseable {

    /** RFC 3261 §18.1.1: within 200 bytes of an MTU that nobody knows, which is taken as 1500. */
    private static final int LARGEST_UDP = 1300;

    private final SipLoops loops;
    private final Intake intake;
    private final List<UdpSocket> sockets = new ArrayList<>();
    private final TcpTransport tcp;
    private final List<Listener> listeners;
    private final Routes udpRoutes;
    private final Routes tcpRoutes;

    private SipTransports(SipLoops loops, List<Listener> wanted, TransportLimits limits, SipReceiver receiver) {
        this.loops = loops;
        this.intake = new Intake(receiver);
        this.tcp = new TcpTransport(loops, limits, intake);
        try {
            for (Listener listener : wanted) listen(loops, listener);
        } catch (ListenException e) {
            close();
            throw e;
        }
        List<Listener> udp = sockets.stream().map(UdpSocket::listener).toList();
        this.udpRoutes = new Routes(udp);
        this.tcpRoutes = new Routes(tcp.listeners());
        this.listeners = new ArrayList<>(udp);
        listeners.addAll(tcp.listeners());
    }

    /**
     * Opens all sockets, or none.
     *
     * @param loops where sockets are read; not closed by {@link #close}
     * @throws ListenException if one can't be opened
     */
    public static SipTransports open(
            SipLoops loops, List<Listener> listeners, TransportLimits limits, SipReceiver receiver) {
        return new SipTransports(loops, listeners, limits, receiver);
    }

    private void listen(SipLoops loops, Listener listener) {
        switch (listener.transport()) {
            case UDP -> sockets.add(UdpSocket.open(listener, intake, (IoEventLoop) loops.nearest()));
            case TCP -> tcp.listen(listener);
            case TLS, WS, WSS -> throw new IllegalArgumentException("not yet available: " + listener.transport());
        }
    }

    /** Where we listen, with the ports that the kernel gave where 0 was asked for. */
    public List<Listener> listeners() {
        return List.copyOf(listeners);
    }

    /** What has been done so far. */
    public SipNetworkFigures figures() {
        return intake.figures(tcp.connections());
    }

    @Override
    public InetSocketAddress localFor(Hop hop) {
        Route route = route(hop.transport(), hop.address().getAddress());
        if (route == null) throw new NoListenerException(hop);
        return isOurselves(route, hop) ? route.own() : route.sentBy();
    }

    /** The far end of a connection has a port of its own, also where it is ourselves. */
    private static boolean isOurselves(Route route, Hop hop) {
        InetSocketAddress own = route.own();
        return hop.transport().reliable()
                ? own.getAddress().equals(hop.address().getAddress())
                : own.equals(hop.address());
    }

    @Override
    public InetSocketAddress ownFor(Hop hop) {
        Route route = route(hop.transport(), hop.address().getAddress());
        if (route == null) throw new NoListenerException(hop);
        return route.own();
    }

    private @org.jspecify.annotations.Nullable Route route(Transport transport, InetAddress remote) {
        return switch (transport) {
            case UDP -> udpRoutes.to(remote);
            case TCP -> tcpRoutes.to(remote);
            case TLS, WS, WSS -> null;
        };
    }

    @Override
    public Transport transportFor(Transport wanted, InetSocketAddress remote, int frameLength) {
        boolean tooLong = wanted == Transport.UDP && frameLength > LARGEST_UDP;
        return tooLong && tcpRoutes.to(remote.getAddress()) != null ? Transport.TCP : wanted;
    }

    @Override
    public void send(byte[] frame, Hop hop, Runnable onFailure) {
        Route route = route(hop.transport(), hop.address().getAddress());
        if (route == null) fail(onFailure);
        else if (hop.transport() == Transport.UDP) sockets.get(route.index()).send(frame, hop.address(), onFailure);
        else tcp.send(frame, hop.address(), route.local(), onFailure);
    }

    private void fail(Runnable onFailure) {
        intake.failed.increment();
        onFailure.run();
    }

    @Override
    public void sendOn(Flow flow, byte[] frame, Hop fallback, Runnable onFailure) {
        if (flow.transport() == Transport.UDP) {
            fromSocket(flow, frame, onFailure);
            return;
        }
        TcpConnection connection = tcp.connection(flow.connection());
        if (connection != null) connection.send(frame, onFailure);
        else send(frame, fallback, onFailure);
    }

    private void fromSocket(Flow flow, byte[] frame, Runnable onFailure) {
        for (UdpSocket socket : sockets) {
            if (!socket.listener().bind().equals(flow.local())) continue;
            socket.send(frame, flow.remote(), onFailure);
            return;
        }
        send(frame, flow.back(), onFailure);
    }

    @Override
    public Duration backlog() {
        long longest = 0;
        for (UdpSocket socket : sockets) longest = Math.max(longest, socket.backlogNanos());
        return Duration.ofNanos(longest);
    }

    @Override
    public boolean stands(Flow flow) {
        return flow.transport() == Transport.UDP || tcp.connection(flow.connection()) != null;
    }

    @Override
    public void prove(Flow flow) {
        if (flow.transport() == Transport.UDP) return;
        TcpConnection connection = tcp.connection(flow.connection());
        if (connection != null) connection.prove();
    }

    /** Closes all sockets, so that their ports are free afterwards; what waits to be sent is dropped. */
    @Override
    public void close() {
        for (UdpSocket socket : sockets) socket.close();
        tcp.close();
        loops.settle();
    }
}
